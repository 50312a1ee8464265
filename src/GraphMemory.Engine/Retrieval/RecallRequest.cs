using System.Collections.Immutable;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.Retrieval;

/// <summary>A question to the memory.</summary>
/// <param name="Query">
/// Free text. Quoted words that stand together count extra; a query of nothing but quoted words finds only texts that hold them together.
/// <c>word*</c> matches every continuation.
/// </param>
public sealed record RecallRequest(string Query)
{
    public const int LimitMax = 200;

    public const int QueryLengthMax = 8_192;

    /// <summary>Items to return, 1 to <see cref="LimitMax"/>.</summary>
    public int Limit { get; init; } = 10;

    public RecallFilter Filter { get; init; } = RecallFilter.None;

    public RecallComponents Components { get; init; } = RecallComponents.All;
}

/// <summary>What an answer may be drawn from. An empty list does not restrict.</summary>
public sealed record RecallFilter
{
    public static RecallFilter None { get; } = new();

    /// <summary>Entity types, any of them.</summary>
    public ImmutableArray<string> Types { get; init; } = [];

    /// <summary>Tags, all of them.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Entities by name, any of them.</summary>
    public ImmutableArray<string> About { get; init; } = [];

    public string? Session { get; init; }

    /// <summary>Where a fact comes from: its principal, client, tool, file, commit or URL, exactly.</summary>
    public string? Source { get; init; }

    /// <summary>Facts recorded at or after this instant, Unix milliseconds.</summary>
    public long? RecordedFromMs { get; init; }

    /// <summary>Facts recorded before this instant, Unix milliseconds.</summary>
    public long? RecordedToMs { get; init; }

    /// <summary>Facts that held at this instant, Unix milliseconds; null means now.</summary>
    public long? ValidAtMs { get; init; }

    /// <summary>What the log knew at this position; null means all it knows.</summary>
    public long? AsOfSeq { get; init; }

    /// <summary>Tiers, any of them, by the marks of today. Empty means all but the archive.</summary>
    public ImmutableArray<Tier> Tiers { get; init; } = [];
}

/// <summary>Parts of the ranking that can be switched off, to see what each one does.</summary>
[Flags]
public enum RecallComponents
{
    None = 0,
    /// <summary>BM25 over observations.</summary>
    Text = 1,
    /// <summary>Personalised PageRank over relations and mentions.</summary>
    Graph = 2,
    /// <summary>Query words near the beginning of a text.</summary>
    Proximity = 4,
    /// <summary>Terms that the best hits share beyond the query.</summary>
    Feedback = 8,
    /// <summary>Scores of neighbouring observations of the same episode.</summary>
    Neighbours = 16,
    /// <summary>Confidence and age.</summary>
    Priors = 32,
    /// <summary>Texts that say nearly the same are shown once.</summary>
    Distinct = 64,
    /// <summary>Similarity of vectors, where a provider makes them.</summary>
    Vector = 128,
    All = Text | Graph | Proximity | Feedback | Neighbours | Priors | Distinct | Vector,
}
