using System.CommandLine;

namespace GraphMemory.Server.Cli.Completion;

/// <summary>A command line that is being typed: which command it has come to, and what its last word may be.</summary>
/// <param name="Option">The option whose value is typed; null when none is.</param>
/// <param name="Argument">The argument that is typed; null when the command takes no more.</param>
/// <param name="Current">The word at the cursor, maybe empty.</param>
/// <param name="Values">Values of options that stand before, by the option's name.</param>
internal sealed record CompletionLine(Command Command, Option? Option, Argument? Argument, string Current, IReadOnlyDictionary<string, string> Values)
{
    public static CompletionLine Of(Command root, IReadOnlyList<string> words)
    {
        var (command, position, values) = (root, 0, new Dictionary<string, string>(StringComparer.Ordinal));
        Option? waiting = null;
        foreach (var word in words.Take(words.Count - 1))
        {
            if (waiting is not null)
            {
                values[waiting.Name] = word;
                waiting = null;
            }
            else if (word.StartsWith('-')) { waiting = Known(command, word) is { } option && TakesValue(option) ? option : null; }
            else if (command.Subcommands.FirstOrDefault(sub => sub.Name == word) is { } sub) { (command, position) = (sub, 0); }
            else { position++; }
        }

        return new(command, waiting, ArgumentAt(command, position), words.Count == 0 ? "" : words[^1], values);
    }

    /// <summary>The options of the command and those that every command takes.</summary>
    public IEnumerable<Option> Options => OptionsOf(Command);

    private static IEnumerable<Option> OptionsOf(Command command)
    {
        for (var at = command; at is not null; at = at.Parents.OfType<Command>().FirstOrDefault())
        {
            foreach (var option in at.Options.Where(option => (ReferenceEquals(at, command) || option.Recursive) && !option.Hidden)) { yield return option; }
        }
    }

    private static Option? Known(Command command, string word) => OptionsOf(command).FirstOrDefault(option => option.Name == word || option.Aliases.Contains(word));

    private static bool TakesValue(Option option) => option.ValueType != typeof(bool) && option.Arity.MaximumNumberOfValues > 0;

    // The last argument may take several words.
    private static Argument? ArgumentAt(Command command, int position) => position < command.Arguments.Count
        ? command.Arguments[position]
        : command.Arguments.LastOrDefault() is { Arity.MaximumNumberOfValues: > 1 } last ? last : null;
}
