using System.CommandLine;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Server.Cli.Completion;

/// <summary>
/// <c>graphmemory complete -- WORDS</c>: what a shell asks at each press of the key. One candidate on a line, nothing when there is none,
/// never an error.
/// </summary>
internal static class CompletionRun
{
    private const string Command = "complete";

    public static bool IsMeant(ReadOnlySpan<string> args) => args is [Command, "--", ..];

    public static int Run(CliEnvironment environment, ReadOnlySpan<string> words)
    {
        var line = CompletionLine.Of(GraphMemoryCli.Root(environment), words.ToArray());
        foreach (var candidate in Candidates(environment, line).Distinct(StringComparer.Ordinal)) { environment.Output.WriteLine(SafeText.Line(candidate)); }
        return ExitCodes.Done;
    }

    private static IEnumerable<string> Candidates(CliEnvironment environment, CompletionLine line)
    {
        try
        {
            return [.. All(new CompletionValues(environment, line), line).Where(candidate => candidate.StartsWith(line.Current, StringComparison.OrdinalIgnoreCase))];
        }
        catch (Exception fault) when (fault is StoreFaultException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static IEnumerable<string> All(CompletionValues values, CompletionLine line)
    {
        if (line.Option is { } option) { return values.OfOption(option.Name); }
        if (line.Current.StartsWith('-')) { return line.Options.Select(known => known.Name); }
        return line.Command.Subcommands.Where(sub => !sub.Hidden).Select(sub => sub.Name).Concat(line.Argument is { } argument ? values.OfArgument(argument.Name) : []);
    }
}
