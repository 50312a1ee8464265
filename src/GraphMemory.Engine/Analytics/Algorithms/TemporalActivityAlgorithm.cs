using System.Collections.Immutable;
using System.Globalization;
using GraphMemory.Engine.Analytics.Features;
using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class TemporalActivityAlgorithm : IGraphAlgorithm
{
    private static readonly IntParameter Days = new("days", "So many days, the last of them that of the newest record.", 30, 1, 3_650);

    public string Name => "temporal-activity";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "Activity over time",
        Summary = "Nodes and edges recorded on each day (UTC), and by how much the graph has grown in these days.",
        Kind = AlgorithmKind.Pattern,
        Source = "Counts per day; growth as the share of what was there before",
        Complexity = "O(n + m)",
        Direction = DirectionUse.AsGiven,
        Parameters = [Days],
    };

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        var types = run.Subject.Types;
        if (types.IsEmpty && run.Graph.NodeCount > 0) { return SubjectPatterns.NoTypes(Name); }
        var (nodes, edges) = (DaysOf(types.NodeTimesMs), DaysOf(types.Edges.Select(edge => edge.RecordedAtMs)));
        if (nodes.Length + edges.Length == 0) { return Told([], [], [], 0, 0); }
        var last = nodes.Concat(edges).Max();
        var first = last - run.Parameters[Days] + 1;
        var (nodesPerDay, edgesPerDay) = (PerDay(nodes, first, run.Parameters[Days]), PerDay(edges, first, run.Parameters[Days]));
        ImmutableArray<ImmutableArray<string>> rows =
            [.. nodesPerDay.Select((count, day) => (ImmutableArray<string>)[Date(first + day), $"{count}", $"{edgesPerDay[day]}"])];
        return Told(rows, nodesPerDay, edgesPerDay, nodes.Count(day => day < first), edges.Count(day => day < first));
    }

    private static AlgorithmResult Told(ImmutableArray<ImmutableArray<string>> rows, int[] nodes, int[] edges, int nodesBefore, int edgesBefore) => new()
    {
        Table = new ResultTable(["day", "nodes", "edges"], rows),
        Figures =
        [
            new Figure("nodes", nodes.Sum()), new Figure("nodesBefore", nodesBefore), .. Growth("nodeGrowth", nodes.Sum(), nodesBefore),
            new Figure("edges", edges.Sum()), new Figure("edgesBefore", edgesBefore), .. Growth("edgeGrowth", edges.Sum(), edgesBefore),
        ],
        Notes = nodesBefore + edgesBefore == 0 && rows.Length > 0 ? ["Nothing was recorded before these days, so there is no growth rate."] : [],
    };

    /// <summary>What came, over what was there; nothing when nothing was.</summary>
    private static ImmutableArray<Figure> Growth(string name, int added, int before) => before == 0 ? [] : [new Figure(name, (double)added / before)];

    private static long[] DaysOf(IEnumerable<long> timesMs) => [.. timesMs.Select(time => Math.DivRem(time, 86_400_000).Quotient)];

    private static int[] PerDay(long[] days, long first, int length)
    {
        var counts = new int[length];
        foreach (var day in days) { if (day >= first) { counts[day - first]++; } }
        return counts;
    }

    private static string Date(long day) => DateTime.UnixEpoch.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
