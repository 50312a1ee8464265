using System.Collections.Immutable;
using System.Globalization;
using GraphMemory.Engine.Analytics.Features;
using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics.Patterns;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class BurstsAlgorithm : IGraphAlgorithm
{
    private static readonly NumberParameter SpeedUp = new("speedUp", "How many times faster records come in a burst.", 2, 1.01, 1_000);
    private static readonly NumberParameter Price = new("price", "The more, the rarer bursts are: the cost of going into one.", 1, 0, 1_000);
    private static readonly IntParameter EventsMin = new("eventsMin", "Only bursts of at least so many records.", 5, 2, 1_000_000);
    private static readonly IntParameter Top = new("top", "The most marked so many.", 100, 1, 10_000);

    public string Name => "bursts";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "Bursts",
        Summary = "Stretches of time in which records of one kind came much faster than usual for it.",
        Kind = AlgorithmKind.Pattern,
        Source = "Kleinberg, Bursty and hierarchical structure in streams, 2002",
        Complexity = "O((n + m) log (n + m))",
        Direction = DirectionUse.AsGiven,
        Parameters = [SpeedUp, Price, EventsMin, Top],
    };

    private sealed record Found(string Stream, string Type, long StartMs, long EndMs, int Events, double Weight);

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        var types = run.Subject.Types;
        if (types.IsEmpty && run.Graph.NodeCount > 0) { return SubjectPatterns.NoTypes(Name); }
        var nodes = types.NodeTypes.Select((type, node) => (Type: type, Time: types.NodeTimesMs[node])).ToLookup(entry => entry.Type, entry => entry.Time);
        var edges = types.Edges.ToLookup(edge => edge.Type, edge => edge.RecordedAtMs);
        Found[] found =
        [
            .. nodes.SelectMany(stream => Bursts(run, "nodes", types.NodeTypeNames[stream.Key], stream))
                .Concat(edges.SelectMany(stream => Bursts(run, "edges", types.EdgeTypeNames[stream.Key], stream)))
                .OrderByDescending(burst => burst.Weight).ThenBy(burst => burst.StartMs).ThenBy(burst => burst.Stream, StringComparer.Ordinal).ThenBy(burst => burst.Type, StringComparer.Ordinal),
        ];
        return new AlgorithmResult
        {
            Table = new ResultTable(["stream", "type", "start", "end", "records", "weight"], [.. found.Take(run.Parameters[Top]).Select(Row)]),
            Figures = [new Figure("bursts", found.Length)],
            IsTruncated = found.Length > run.Parameters[Top],
        };
    }

    private static IEnumerable<Found> Bursts(AlgorithmRun run, string stream, string type, IEnumerable<long> timesMs)
    {
        run.Crew.Cancellation.ThrowIfCancellationRequested();
        var times = timesMs.Order().ToArray();
        return from burst in BurstAutomaton.Find(times, run.Parameters[SpeedUp], run.Parameters[Price])
               where burst.End - burst.Start >= run.Parameters[EventsMin]
               select new Found(stream, type, times[burst.Start], times[burst.End - 1], burst.End - burst.Start, burst.Weight);
    }

    private static ImmutableArray<string> Row(Found burst) =>
        [burst.Stream, burst.Type, Time(burst.StartMs), Time(burst.EndMs), $"{burst.Events}", burst.Weight.ToString("G6", CultureInfo.InvariantCulture)];

    private static string Time(long ms) => DateTime.UnixEpoch.AddMilliseconds(ms).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
