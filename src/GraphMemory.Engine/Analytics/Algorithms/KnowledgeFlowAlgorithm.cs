using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics;
using GraphMemory.Kernels.Analytics.Centrality;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class KnowledgeFlowAlgorithm : IGraphAlgorithm
{
    private readonly NodesParameter _sources = new("sources", "Where knowledge starts; none to count for every node how many it reaches.", 0, 10_000);
    private readonly ChoiceParameter _along = new("along", "Whether knowledge flows as relations point, or against them.", "relations", "relations", "reversed");

    public KnowledgeFlowAlgorithm() => Description = new AlgorithmDescription
    {
        Title = "Knowledge flow along relation types",
        Summary = "From given nodes: in how many steps each other node is reached along the relations of the chosen types. From none: how many others each node reaches.",
        Kind = AlgorithmKind.Centrality,
        Source = "Then and others, The more the merrier: efficient multi-source graph traversal, 2014",
        Complexity = "O(n + m) from given nodes; O(n · m / 512) for all",
        Direction = DirectionUse.AsGiven,
        IsParallel = true,
        NodesMax = 1_000_000,
        Parameters = [_sources, TypedRelations.Types, _along],
    };

    public string Name => "knowledge-flow";

    public AlgorithmDescription Description { get; }

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        var graph = TypedRelations.Of(run, isReversed: run.Parameters[_along] == "reversed");
        if (!graph.IsSuccess) { return graph.Problem; }
        var values = new double[run.Graph.NodeCount];
        var sources = run.Parameters[_sources];
        if (sources.IsEmpty)
        {
            ReachCounts.Compute(graph.Value, values, run.Crew);
            return new AlgorithmResult
            {
                Values = new NodeValues("reach", values),
                Figures = [new Figure("relations", graph.Value.EdgeCount), new Figure("averageReach", values.Length == 0 ? 0 : values.Average())],
            };
        }

        var reached = Steps(graph.Value, sources.AsSpan(), values);
        return new AlgorithmResult
        {
            Values = new NodeValues("steps", values, IsRanking: false),
            Figures = [new Figure("relations", graph.Value.EdgeCount), new Figure("reached", reached)],
        };
    }

    /// <summary>Breadth first.</summary>
    private static int Steps(StaticGraph graph, ReadOnlySpan<int> sources, double[] steps)
    {
        Array.Fill(steps, -1);
        var queue = new Queue<int>();
        foreach (var source in sources)
        {
            if (steps[source] < 0) { queue.Enqueue(source); }
            steps[source] = 0;
        }

        var reached = 0;
        for (; queue.TryDequeue(out var node); reached++)
        {
            foreach (var target in graph.Out.Row(node))
            {
                if (steps[target] >= 0) { continue; }
                steps[target] = steps[node] + 1;
                queue.Enqueue(target);
            }
        }

        return reached;
    }
}
