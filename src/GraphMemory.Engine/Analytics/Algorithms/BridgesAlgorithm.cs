using System.Collections.Immutable;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics.Components;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class BridgesAlgorithm : IGraphAlgorithm
{
    public string Name => "bridges";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "Bridges",
        Summary = "Edges without which a part of the graph falls in two.",
        Kind = AlgorithmKind.Component,
        Source = "Tarjan, A note on finding the bridges of a graph, 1974",
        Complexity = "O(n + m)",
        Direction = DirectionUse.Undirected,
    };

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        var bridgeTo = new int[run.Graph.NodeCount];
        CutPoints.Find(run.Graph, new bool[bridgeTo.Length], bridgeTo, run.Crew.Cancellation);
        var bridges = Pairs(bridgeTo);
        return new AlgorithmResult { Pairs = bridges, Figures = [new Figure("bridges", bridges.Length)] };
    }

    private static ImmutableArray<NodePair> Pairs(int[] bridgeTo)
    {
        var pairs = ImmutableArray.CreateBuilder<NodePair>();
        for (var node = 0; node < bridgeTo.Length; node++)
        {
            if (bridgeTo[node] is >= 0 and var other) { pairs.Add(new NodePair(Math.Min(node, other), Math.Max(node, other), 1)); }
        }

        pairs.Sort((a, b) => (a.Source, a.Target).CompareTo((b.Source, b.Target)));
        return pairs.DrainToImmutable();
    }
}
