using GraphMemory.Server.Analytics;

namespace GraphMemory.Server.Configuration;

/// <summary>Keys of the runs of graph algorithms.</summary>
internal static class AnalyticsKeys
{
    public static IEnumerable<ConfigurationKey> All =>
    [
        Key("analytics.runs_at_once_max", 0, 1_024, "Runs of graph algorithms that compute at once; 0 takes one for each core", o => o.RunsAtOnceMax, (o, v) => o with { RunsAtOnceMax = v }),
        Key("analytics.queue_max", 0, 100_000, "Runs that wait for their turn; the next one is refused", o => o.QueueMax, (o, v) => o with { QueueMax = v }),
        Key("analytics.timeout_seconds", 1, 86_400, "Time that a run may take when it does not say", o => o.TimeoutSeconds, (o, v) => o with { TimeoutSeconds = v }),
        Key("analytics.reports_max", 3, 100_000, "Answers kept for the next one who asks the same about the same state", o => o.ReportsMax, (o, v) => o with { ReportsMax = v }),
    ];

    private static ConfigurationKey Key(
        string path, int min, int max, string description, Func<AnalyticsOptions, int> get, Func<AnalyticsOptions, int, AnalyticsOptions> set) =>
        ConfigurationKey.Of(path, KeyFormat.Integer(min, max), description, o => get(o.Analytics), (o, v) => o with { Analytics = set(o.Analytics, v) });
}
