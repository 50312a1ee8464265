using System.Collections.Concurrent;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Registries;

namespace GraphMemory.Engine.Analytics.Checks;

/// <summary>Runs each algorithm on a graph of ten nodes with known answers, once per process and before its first use. One that does not give them is
/// refused: a wrong build, or a wrong machine, must not answer.</summary>
public sealed class AlgorithmChecks(Registry<IGraphAlgorithm> algorithms)
{
    private readonly ConcurrentDictionary<string, Problem?> _outcomes = new(StringComparer.Ordinal);

    /// <summary>Every algorithm with what is wrong with it; null when nothing is.</summary>
    public IEnumerable<(IGraphAlgorithm Algorithm, Problem? Problem)> All => algorithms.Items.Select(algorithm => (algorithm, Of(algorithm)));

    public Problem? Of(IGraphAlgorithm algorithm) => _outcomes.GetOrAdd(algorithm.Name, _ => Checked(algorithm));

    private static Problem? Checked(IGraphAlgorithm algorithm)
    {
        string? fault;
        try { fault = CheckGraph.FaultOf(algorithm); }
        catch (Exception exception) when (exception is not OutOfMemoryException) { fault = exception.Message; } // whatever it throws, it failed
        return fault is null ? null : AnalyticsProblems.FailedCheck.With(
            $"{algorithm.Name} does not give the known answer on the graph of its self-check: {fault}", new FieldProblem("algorithm", "failed its self-check", "Install the binary again, and report this."));
    }
}
