using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics;
using GraphMemory.Kernels.Analytics.Centrality;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class BetweennessAlgorithm : IGraphAlgorithm
{
    private const double ExactWorkMax = 1e13;
    private const double Doubt = 0.1;
    private static readonly FlagParameter Normalised = new("normalised", "Divide by the number of pairs of other nodes.", true);
    private static readonly FlagParameter ByLength = new("byLength", "Weights are lengths of edges; otherwise every edge is one hop.", false);
    private static readonly IntParameter Samples = new("samples", "Sources drawn at random; 0 takes every node and is exact.", 0, 0, 50_000_000);
    private static readonly NodesParameter Sources = new("sources", "Only paths from these nodes count; none given: all.", 0, 10_000);
    private static readonly IntParameter Seed = new("seed", "Decides which sources are drawn.", 42, 0, int.MaxValue);

    public string Name => "betweenness";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "Betweenness centrality",
        Summary = "The share of the shortest paths between other nodes that run through a node.",
        Kind = AlgorithmKind.Centrality,
        Source = "Brandes, A faster algorithm for betweenness centrality, 2001; Brandes and Pich, Centrality estimation in large networks, 2007",
        Complexity = "O(n m), byLength O(n (m + n log n)); samples or sources in place of n",
        Direction = DirectionUse.AsGiven,
        UsesWeights = true,
        IsParallel = true,
        Parameters = [Normalised, ByLength, Samples, Sources, Seed],
    };

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        if (Fault(run) is { } problem) { return problem; }
        var (graph, sources) = (run.Graph, SourcesOf(run));
        var scores = new double[graph.NodeCount];
        Betweenness.Sum(graph, sources, run.Parameters[ByLength], scores, run.Crew, run.Progress);
        var scale = Scale(graph, run.Parameters[Normalised]) * (sources.Length == 0 ? 0 : (double)graph.NodeCount / sources.Length);
        foreach (ref var score in scores.AsSpan()) { score *= scale; }
        if (!Array.TrueForAll(scores, double.IsFinite))
        {
            return AnalyticsProblems.Unsuited.With("There are more shortest paths between two nodes of this graph than a double can count. Use betweenness-estimate.");
        }

        var result = new AlgorithmResult { Values = new NodeValues("betweenness", scores), Figures = [new Figure("sources", sources.Length)] };
        return IsSampled(run) ? WithBound(result, graph, sources.Length, Scale(graph, run.Parameters[Normalised])) : result;
    }

    private static Problem? Fault(AlgorithmRun run)
    {
        if (run.Parameters[Samples] > 0 && !run.Parameters[Sources].IsEmpty)
        {
            return AnalyticsProblems.Parameters.With("Sources are given or drawn, not both.", new FieldProblem("samples", "is given beside sources", "Leave out samples or sources."));
        }

        if (run.Parameters[ByLength] && run.Graph.Out.Weights.ContainsAnyExceptInRange(float.Epsilon, float.MaxValue))
        {
            return AnalyticsProblems.Unsuited.With("Lengths of edges must be greater than 0; some weights are not. Leave out byLength to count hops.");
        }

        return run.Parameters[Samples] == 0 && run.Parameters[Sources].IsEmpty && (double)run.Graph.NodeCount * run.Graph.Out.ArcCount > ExactWorkMax
            ? AnalyticsProblems.TooLarge.With("Betweenness of every node of this graph would take hours. Set samples, or use betweenness-estimate.")
            : null;
    }

    private static bool IsSampled(AlgorithmRun run) => run.Parameters[Samples] > 0 && run.Parameters[Samples] < run.Graph.NodeCount;

    private static int[] SourcesOf(AlgorithmRun run)
    {
        if (!run.Parameters[Sources].IsEmpty) { return [.. run.Parameters[Sources].Distinct()]; }
        var nodes = new int[run.Graph.NodeCount];
        for (var node = 0; node < nodes.Length; node++) { nodes[node] = node; }
        if (!IsSampled(run)) { return nodes; }
        new SplitMix((ulong)run.Parameters[Seed]).Shuffle(nodes);
        return nodes[..run.Parameters[Samples]];
    }

    // Sums are over ordered pairs; a pair without direction is one pair.
    private static double Scale(StaticGraph graph, bool isNormalised)
    {
        double n = graph.NodeCount;
        if (n < 3) { return 0; }
        return isNormalised ? 1 / ((n - 1) * (n - 2)) : graph.IsDirected ? 1 : 0.5;
    }

    /// <summary>Hoeffding's inequality for the share that one source gives, which is at most n − 2, over all nodes at once.</summary>
    private static AlgorithmResult WithBound(AlgorithmResult result, StaticGraph graph, int samples, double scale)
    {
        double n = graph.NodeCount;
        var bound = scale * n * (n - 2) * Math.Sqrt(Math.Log(2 * n / Doubt) / (2.0 * samples));
        return result with
        {
            IsApproximate = true,
            Figures = result.Figures.Add(new Figure("errorBound", bound)),
            Notes = ["An estimate from drawn sources: with a chance of 90 % no value is off by more than errorBound."],
        };
    }
}
