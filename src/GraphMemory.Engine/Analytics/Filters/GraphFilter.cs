using System.Collections.Immutable;
using System.Globalization;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Analytics.Filters;

/// <summary>Which part of a workspace a run is about: what meets every condition given. A relation stays when both its ends do.</summary>
public sealed record GraphFilter
{
    /// <summary>Words in one list.</summary>
    public const int WordsMax = 10_000;

    public static GraphFilter None { get; } = new();

    /// <summary>Entities of one of these types, whatever their case.</summary>
    public ImmutableArray<string> Types { get; init; } = [];

    /// <summary>Entities of which something is said under one of these tags.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>The entities of these exact names.</summary>
    public ImmutableArray<string> Names { get; init; } = [];

    /// <summary>Relations of one of these types.</summary>
    public ImmutableArray<string> RelationTypes { get; init; } = [];

    /// <summary>Relations recorded from then on, with their ends, and entities first recorded from then on.</summary>
    public long? SinceMs { get; init; }

    /// <summary>As <see cref="SinceMs"/>, before that instant.</summary>
    public long? UntilMs { get; init; }

    /// <summary>The state that the log knew at this instant.</summary>
    public long? AsOfMs { get; init; }

    /// <summary>The state that the log knew at this position.</summary>
    public long? AsOfSeq { get; init; }

    /// <summary>Nothing is left out of the state.</summary>
    public bool IsOpen => Types.IsEmpty && Tags.IsEmpty && Names.IsEmpty && RelationTypes.IsEmpty && SinceMs is null && UntilMs is null;

    /// <summary>The same text for the same filter, in whatever order its words were given. The state itself is not in it.</summary>
    public string Canonical => string.Join('\n', [
        Words("types", Types.Select(type => type.ToLowerInvariant())), Words("tags", Tags), Words("names", Names), Words("relationTypes", RelationTypes),
        $"since={SinceMs?.ToString(CultureInfo.InvariantCulture)}", $"until={UntilMs?.ToString(CultureInfo.InvariantCulture)}"]);

    public Problem? Check()
    {
        FieldProblem[] faults =
        [
            .. TooLong("types", Types), .. TooLong("tags", Tags), .. TooLong("names", Names), .. TooLong("relationTypes", RelationTypes),
            .. SinceMs >= UntilMs ? [new FieldProblem("until", "is not after since", "Give a window that holds time.")] : (FieldProblem[])[],
        ];
        return faults.Length == 0 ? null : AnalyticsProblems.Filter.With("The filter cannot be met.", faults);
    }

    private static FieldProblem[] TooLong(string field, ImmutableArray<string> words) =>
        words.Length <= WordsMax ? [] : [new FieldProblem(field, $"has {words.Length} words", $"At most {WordsMax}.")];

    // Lengths before words: no word can look like two.
    private static string Words(string field, IEnumerable<string> words) =>
        $"{field}={string.Concat(words.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(word => $"{word.Length.ToString(CultureInfo.InvariantCulture)}:{word}"))}";
}
