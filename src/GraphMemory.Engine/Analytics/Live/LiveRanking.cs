using System.Collections.Immutable;
using GraphMemory.Kernels.Analytics;
using GraphMemory.Kernels.Analytics.Centrality;
using GraphMemory.Kernels.Ranking;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Engine.Analytics.Live;

/// <summary>
/// The top of a PageRank that follows a graph as it is written to. Starts from exact scores; each changed edge is repaired where it lies, and
/// <see cref="Settle"/> tells what the changes since the last call did to the ranks. Used by one thread at a time.
/// </summary>
public sealed class LiveRanking
{
    private const double Damping = 0.85;
    private const double Epsilon = 1e-4; // of the average score, per strength of the node
    private readonly IncrementalPageRank _scores;
    private readonly TopK _top;
    private ImmutableArray<int> _ranked;

    /// <param name="graph">Where it starts.</param>
    /// <param name="top">Ranks that are told.</param>
    public LiveRanking(StaticGraph graph, int top, Crew crew)
    {
        var (n, exact, restart) = (graph.NodeCount, new double[graph.NodeCount], new double[graph.NodeCount]);
        Array.Fill(restart, 1);
        PageRank.Compute(graph, [], exact, PageRankParameters.Default, crew);
        _scores = new IncrementalPageRank(new DynamicGraph(graph), restart, Damping, Epsilon);
        _top = new TopK(top);
        var dangling = 0.0;
        for (var node = 0; node < n; node++) { dangling += graph.Out.Degree(node) == 0 ? exact[node] : 0; }
        var mass = (1 - Damping) * n / (1 - (Damping * (1 - dangling))); // there dangling nodes restart, here walks end at them: the same but for the sum
        foreach (ref var score in exact.AsSpan()) { score *= mass; }
        _scores.Take(exact);
        Settle();
    }

    public int NodeCount => _scores.Graph.NodeCount;

    /// <summary>Nodes by rank, best first.</summary>
    public IReadOnlyList<int> Ranked => _ranked;

    /// <summary>Rows that differ from the graph it started from: once they are many, start anew.</summary>
    public int ChangedRowCount => _scores.Graph.ChangedRowCount;

    /// <summary>A new node without edges; its number.</summary>
    public int AddNode() => _scores.AddNode(1);

    /// <summary>Sets the weight of an edge; 0 takes it away.</summary>
    public void SetEdge(int source, int target, float weight) => _scores.SetEdge(source, target, weight);

    public float Weight(int source, int target) => _scores.Graph.Weight(source, target);

    /// <summary>What changed among the top since the last call, by new rank; those that left come last. Empty when nothing did.</summary>
    public ImmutableArray<RankChange> Settle()
    {
        _scores.Push(long.MaxValue);
        var (before, estimates, sum) = (_ranked.IsDefault ? [] : _ranked, _scores.Estimates.ToArray(), 0.0);
        _top.Clear();
        for (var node = 0; node < estimates.Length; node++)
        {
            sum += estimates[node];
            _top.Offer(new Hit(0, node, estimates[node]));
        }

        _ranked = [.. _top.Ranked().ToArray().Select(hit => hit.Document)];
        var changes = ImmutableArray.CreateBuilder<RankChange>();
        foreach (var node in _ranked.Concat(before.Except(_ranked)))
        {
            var (was, now) = (before.IndexOf(node) + 1, _ranked.IndexOf(node) + 1);
            if (was != now) { changes.Add(new RankChange(node, was > 0 ? was : null, now > 0 ? now : null, estimates[node] / sum)); }
        }

        return changes.DrainToImmutable();
    }
}

/// <param name="RankBefore">From 1; null when it was not among the top.</param>
/// <param name="Rank">From 1; null when it is no longer among the top.</param>
/// <param name="Score">Its share of all scores.</param>
public readonly record struct RankChange(int Node, int? RankBefore, int? Rank, double Score);
