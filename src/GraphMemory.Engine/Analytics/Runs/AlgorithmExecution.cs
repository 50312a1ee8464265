using System.Collections.Immutable;
using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Registries;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Engine.Analytics.Runs;

/// <summary>One algorithm on one graph: what every door does between a question and a result.</summary>
public static class AlgorithmExecution
{
    public static Result<IGraphAlgorithm> Find(Registry<IGraphAlgorithm> algorithms, string name)
    {
        if (algorithms.TryGet(name, out var found)) { return Result<IGraphAlgorithm>.Of(found); }
        var nearest = string.Join(", ", algorithms.Nearest(name));
        return AnalyticsProblems.UnknownAlgorithm.With(
            $"There is no algorithm \"{name}\".",
            new FieldProblem("algorithm", "does not exist", nearest.Length > 0 ? $"Did you mean {nearest}?" : $"Known: {string.Join(", ", algorithms.Items.Select(item => item.Name))}."));
    }

    /// <summary>A graph above the bound of an algorithm is refused before it costs anything.</summary>
    public static Problem? CheckSize(IGraphAlgorithm algorithm, SubjectGraph subject) => subject.Graph.NodeCount <= algorithm.Description.NodesMax
        ? null
        : AnalyticsProblems.TooLarge.With(
            $"{algorithm.Name} takes graphs of at most {algorithm.Description.NodesMax:N0} nodes; this one has {subject.Graph.NodeCount:N0}.",
            new FieldProblem("graph", "is too large", "Filter by type, tag, relation type or time, or take an algorithm that is made for large graphs."));

    /// <summary>Computes, and puts names to what was found.</summary>
    /// <exception cref="OperationCanceledException">The crew's token was cancelled.</exception>
    public static Result<ExecutedRun> Run(IGraphAlgorithm algorithm, SubjectGraph subject, ParameterValues parameters, Crew crew, IProgress<double>? progress)
    {
        var graph = algorithm.Description.Direction == DirectionUse.Undirected ? subject.Undirected(crew) : subject.Graph;
        var run = new AlgorithmRun(subject, graph, parameters, crew, progress);
        var result = algorithm.Run(run);
        return result.IsSuccess ? new ExecutedRun(algorithm, run, result.Value) : result.Problem;
    }
}

/// <summary>A run that ended well, with the numbers of every node.</summary>
public sealed record ExecutedRun(IGraphAlgorithm Algorithm, AlgorithmRun Run, AlgorithmResult Result)
{
    /// <summary>The same in names, bounded.</summary>
    public RunReport Report() => new ReportWriting(Run, Result).Of(Algorithm);
}
