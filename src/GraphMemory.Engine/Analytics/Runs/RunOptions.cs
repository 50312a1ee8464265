namespace GraphMemory.Engine.Analytics.Runs;

/// <summary>Bounds of runs.</summary>
public sealed record RunOptions
{
    /// <summary>Runs that compute at once; each may use the cores that the others leave.</summary>
    public int RunsAtOnceMax { get; init; } = Environment.ProcessorCount;

    /// <summary>Runs that wait for their turn; the next one is refused.</summary>
    public int QueueMax { get; init; } = 64;

    /// <summary>How long a run may compute when it does not say.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The longest time that a run may ask for.</summary>
    public TimeSpan TimeoutMax { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Answers kept.</summary>
    public int ReportsMax { get; init; } = 256;

    /// <summary>Runs in the background that are known at once, the finished ones included.</summary>
    public int LedgerMax { get; init; } = 256;
}
