using System.Collections.Immutable;
using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Kernels.Analytics.Centrality;

namespace GraphMemory.Engine.Analytics.Algorithms;

/// <summary>What the algorithms of random walks have in common.</summary>
internal sealed class WalkSettings
{
    private readonly NumberParameter _damping = new("damping", "The chance that the walk goes on along an edge.", 0.85, 0, 0.999);
    private readonly NumberParameter _tolerance = new("tolerance", "How far all scores together, which sum to 1, may be from the exact ones.", 1e-9, 1e-13, 0.1);
    private readonly IntParameter _iterations = new("iterationsMax", "Rounds after which the best so far is returned.", 1_000, 1, 100_000);

    public ImmutableArray<AlgorithmParameter> Parameters => [_damping, _tolerance, _iterations];

    public AlgorithmResult Run(AlgorithmRun run, ReadOnlySpan<double> restart, string name)
    {
        var values = run.Parameters;
        var scores = new double[run.Graph.NodeCount];
        var parameters = new PageRankParameters(values[_damping], values[_tolerance], values[_iterations]);
        var outcome = PageRank.Compute(run.Graph, restart, scores, parameters, run.Crew);
        return new AlgorithmResult
        {
            Values = new NodeValues(name, scores),
            Figures = [new Figure("iterations", outcome.Iterations), new Figure("errorBound", outcome.ErrorBound)],
            IsApproximate = !outcome.IsConverged,
            Notes = outcome.IsConverged ? [] : [$"The tolerance was not reached in {outcome.Iterations} rounds; errorBound says how far the scores may be off."],
        };
    }
}
