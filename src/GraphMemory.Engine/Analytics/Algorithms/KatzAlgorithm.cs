using System.Globalization;
using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics;
using GraphMemory.Kernels.Analytics.Centrality;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class KatzAlgorithm : IGraphAlgorithm
{
    private readonly NumberParameter _alpha = new("alpha", "What an edge of a walk counts; 0 takes 0.85 / the greatest eigenvalue.", 0, 0, 1);
    private readonly NumberParameter _tolerance = new("tolerance", "The change in a round, as a share of the whole, at which to stop.", 1e-9, 1e-14, 0.1);
    private readonly IntParameter _rounds = new("iterationsMax", "Rounds after which the run is given up.", 1_000, 1, 100_000);

    public KatzAlgorithm() => Description = new AlgorithmDescription
    {
        Title = "Katz centrality",
        Summary = "How many walks end at a node, long ones counting less.",
        Kind = AlgorithmKind.Centrality,
        Source = "Katz, A new status index derived from sociometric analysis, 1953",
        Complexity = "O(m) per round; some 130 rounds at the default alpha",
        Direction = DirectionUse.AsGiven,
        UsesWeights = true,
        IsParallel = true,
        Parameters = [_alpha, _tolerance, _rounds],
    };

    public string Name => "katz";

    public AlgorithmDescription Description { get; }

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        var scores = new double[run.Graph.NodeCount];
        var alpha = run.Parameters[_alpha] > 0 ? run.Parameters[_alpha] : 0.85 / Reach(run.Graph, run.Crew);
        var (rounds, isConverged) = Katz.Compute(run.Graph, scores, alpha, run.Parameters[_tolerance], run.Parameters[_rounds], run.Crew);
        if (!isConverged)
        {
            return AnalyticsProblems.Unsuited.With(string.Create(CultureInfo.InvariantCulture,
                $"With alpha {alpha:G6} the walks of this graph do not add up in {rounds} rounds. Take alpha below {1 / Reach(run.Graph, run.Crew):G6}, or 0 to have it chosen."));
        }

        return new AlgorithmResult
        {
            Values = new NodeValues("katz", scores),
            Figures = [new Figure("alpha", alpha), new Figure("iterations", rounds)],
        };
    }

    /// <summary>The greatest eigenvalue, or what it is at most: the greatest strength of a node.</summary>
    private static double Reach(StaticGraph graph, Crew crew)
    {
        var outcome = EigenvectorCentrality.Compute(graph, new double[graph.NodeCount], 1e-4, 200, crew);
        if (outcome is { IsConverged: true, Eigenvalue: > 0 }) { return outcome.Eigenvalue; }
        var greatest = 1.0;
        for (var node = 0; node < graph.NodeCount; node++)
        {
            var strength = 0.0;
            foreach (var weight in graph.In.RowWeights(node)) { strength += weight; }
            greatest = Math.Max(greatest, graph.IsWeighted ? strength : graph.In.Degree(node));
        }

        return greatest;
    }
}
