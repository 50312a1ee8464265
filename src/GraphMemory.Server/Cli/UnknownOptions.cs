using System.Collections.Immutable;
using System.CommandLine;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Registries;

namespace GraphMemory.Server.Cli;

/// <summary>
/// Words that look like an option and are none. The parser would take a mistyped option as an argument or as the value of the option
/// before it, and the command would do something else than what was meant.
/// </summary>
internal static class UnknownOptions
{
    private const string EndOfOptions = "--";

    public static ImmutableArray<FieldProblem> In(IEnumerable<string> args, ParseResult parsed)
    {
        var known = NamesAt(parsed.CommandResult).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. args.TakeWhile(arg => arg != EndOfOptions).Where(LooksLikeOption).Select(NameOf)
                .Where(name => !IsKnown(name, known)).Distinct(StringComparer.Ordinal).Select(name => Refused(name, known)),
        ];
    }

    /// <summary>Every name of the options that a command takes.</summary>
    public static IEnumerable<string> NamesAt(System.CommandLine.Parsing.CommandResult result)
    {
        foreach (var option in result.Command.Options) { yield return option.Name; }
        foreach (var alias in result.Command.Options.SelectMany(option => option.Aliases)) { yield return alias; }
        for (var parent = result.Parent as System.CommandLine.Parsing.CommandResult; parent is not null; parent = parent.Parent as System.CommandLine.Parsing.CommandResult)
        {
            foreach (var option in parent.Command.Options.Where(option => option.Recursive))
            {
                yield return option.Name;
                foreach (var alias in option.Aliases) { yield return alias; }
            }
        }
    }

    // Text with a blank in it was put in quotes on purpose; a number or a single dash is a value.
    private static bool LooksLikeOption(string arg) =>
        arg.Length > 1 && arg[0] == '-' && (arg[1] == '-' || char.IsAsciiLetter(arg[1])) && !arg.Split('=', 2)[0].Any(char.IsWhiteSpace);

    private static string NameOf(string arg) => arg.Split('=', ':')[0];

    // -n5 is -n with its value.
    private static bool IsKnown(string name, HashSet<string> known) => known.Contains(name) || (name[1] != '-' && known.Contains(name[..2]));

    private static FieldProblem Refused(string name, IEnumerable<string> known)
    {
        var nearest = NearestNames.Of(name, known.Where(other => other.StartsWith("--", StringComparison.Ordinal)), 1).FirstOrDefault();
        var asText = $"To use it as text, put {EndOfOptions} before it.";
        return new(name, "is no option of this command", nearest is null ? asText : $"Did you mean {nearest}? {asText}");
    }
}
