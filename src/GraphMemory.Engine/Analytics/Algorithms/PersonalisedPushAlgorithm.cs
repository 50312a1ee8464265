using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics;
using GraphMemory.Kernels.Analytics.Centrality;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class PersonalisedPushAlgorithm : IGraphAlgorithm
{
    private const long EdgesPerLook = 1 << 20; // between two looks at the cancellation
    private readonly NodesParameter _sources = new("sources", "Nodes where the walks start, alike.", 1, 10_000);
    private readonly NumberParameter _damping = new("damping", "The chance that the walk goes on along an edge.", 0.85, 0, 0.999);
    private readonly NumberParameter _epsilon = new("epsilon", "How far a score may be off, per strength of its node.", 1e-6, 1e-12, 1);

    public PersonalisedPushAlgorithm() => Description = new AlgorithmDescription
    {
        Title = "Personalised PageRank by pushing",
        Summary = "How near a node is to the given ones, looking only at the part of the graph that matters; a walk ends at a node without edges.",
        Kind = AlgorithmKind.Centrality,
        Source = "Andersen, Chung and Lang, Local graph partitioning using PageRank vectors, 2006",
        Complexity = "O(1 / (epsilon · (1 − damping))) edges",
        Direction = DirectionUse.AsGiven,
        UsesWeights = true,
        ErrorBound = "undirected: epsilon times the strength of the node; always: errorBound for all scores together",
        Parameters = [_sources, _damping, _epsilon],
    };

    public string Name => "personalised-pagerank-push";

    public AlgorithmDescription Description { get; }

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        var restart = new double[run.Graph.NodeCount];
        var sources = run.Parameters[_sources].Distinct().ToArray();
        foreach (var source in sources) { restart[source] = 1.0 / sources.Length; }
        var walk = new IncrementalPageRank(new DynamicGraph(run.Graph), restart, run.Parameters[_damping], run.Parameters[_epsilon]);
        var edges = 0L;
        while (!walk.IsSettled)
        {
            run.Crew.Cancellation.ThrowIfCancellationRequested();
            edges += walk.Push(EdgesPerLook);
        }

        return new AlgorithmResult
        {
            Values = new NodeValues("personalisedPagerank", walk.Estimates.ToArray()),
            Figures = [new Figure("errorBound", walk.ErrorBound), new Figure("edgesWalked", edges)],
            IsApproximate = true,
        };
    }
}
