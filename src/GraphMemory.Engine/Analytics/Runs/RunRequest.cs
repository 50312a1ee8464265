using System.Collections.Frozen;
using System.Collections.Immutable;
using GraphMemory.Engine.Analytics.Filters;

namespace GraphMemory.Engine.Analytics.Runs;

/// <summary>One algorithm on one part of one workspace.</summary>
public sealed record RunRequest
{
    public required long WorkspaceId { get; init; }

    public required string Algorithm { get; init; }

    /// <summary>By name of the parameter, as a door was given them.</summary>
    public IReadOnlyDictionary<string, ImmutableArray<string>> Parameters { get; init; } = FrozenDictionary<string, ImmutableArray<string>>.Empty;

    public GraphFilter Filter { get; init; } = GraphFilter.None;

    /// <summary>False forgets which way relations point.</summary>
    public bool IsDirected { get; init; } = true;

    /// <summary>Null: weights count when some relation has another weight than 1.</summary>
    public bool? IsWeighted { get; init; }

    /// <summary>Null: as the options say.</summary>
    public TimeSpan? Timeout { get; init; }
}
