using GraphMemory.Engine.Analytics.Runs;

namespace GraphMemory.Server.Analytics;

/// <summary>Bounds of the runs of graph algorithms.</summary>
internal sealed record AnalyticsOptions
{
    /// <summary>0: one for each core.</summary>
    public int RunsAtOnceMax { get; init; }

    public int QueueMax { get; init; } = new RunOptions().QueueMax;

    public int TimeoutSeconds { get; init; } = (int)new RunOptions().Timeout.TotalSeconds;

    public int ReportsMax { get; init; } = new RunOptions().ReportsMax;

    public RunOptions ToRuns() => new()
    {
        RunsAtOnceMax = RunsAtOnceMax > 0 ? RunsAtOnceMax : Environment.ProcessorCount, QueueMax = QueueMax, Timeout = TimeSpan.FromSeconds(TimeoutSeconds), ReportsMax = ReportsMax,
    };
}
