using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class HubsAlgorithm : IGraphAlgorithm
{
    private static readonly IntParameter Above = new("degreeAbove", "A hub has more edges than this.", 10, 0, int.MaxValue);

    public string Name => "hubs";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "Hubs",
        Summary = "Nodes with many edges: the number of edges of a hub, 0 for other nodes.",
        Kind = AlgorithmKind.Structure,
        Source = "Barabási and Albert, Emergence of scaling in random networks, 1999",
        Complexity = "O(n)",
        Direction = DirectionUse.Undirected,
        Parameters = [Above],
    };

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        var (rows, above) = (run.Graph.Out, run.Parameters[Above]);
        var degrees = new double[rows.NodeCount];
        for (var node = 0; node < degrees.Length; node++) { degrees[node] = rows.Degree(node) > above ? rows.Degree(node) : 0; }
        return new AlgorithmResult
        {
            Values = new NodeValues("hubDegree", degrees),
            Figures =
            [
                new Figure("hubs", degrees.Count(degree => degree > 0)),
                new Figure("shareOfEdgeEnds", rows.ArcCount == 0 ? 0 : degrees.Sum() / rows.ArcCount),
            ],
        };
    }
}
