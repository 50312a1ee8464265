namespace GraphMemory.Engine.Caching;

/// <summary>Bounds of one cache.</summary>
public sealed record CacheOptions
{
    /// <summary>The smallest capacity that the admission policy can divide into its window and main regions.</summary>
    public const int CapacityMin = 3;

    /// <summary>Values kept at most.</summary>
    public required int Capacity { get; init; }

    /// <summary>How long a value is served after its load began; null keeps it until it is evicted or invalidated.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>How long after its time a value may still stand in for a load that failed (RFC 5861, stale-if-error).</summary>
    public TimeSpan StaleIfError { get; init; } = TimeSpan.Zero;

    /// <summary>Threads that are expected to read at once. It sizes buffers, and so decides when a read counts: 1 makes replays exact.</summary>
    public int ConcurrencyLevel { get; init; } = Environment.ProcessorCount;

    /// <summary>Tags whose invalidation is remembered one by one; beyond that all tagged values are dropped at once.</summary>
    public int InvalidatedTagsMax { get; init; } = 4_096;
}
