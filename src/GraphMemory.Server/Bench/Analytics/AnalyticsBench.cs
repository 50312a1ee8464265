using System.Collections.Immutable;
using GraphMemory.Engine.Analytics;
using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Engine.Analytics.Runs;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Threads;
using GraphMemory.Server.Analytics;
using GraphMemory.Server.Analytics.Input;
using GraphMemory.Server.Cli;

namespace GraphMemory.Server.Bench.Analytics;

/// <summary>
/// Holds graphs in memory and times algorithms on them, one request at a time, so that a comparison can run it turn about with other tools.
/// A time holds all that a run does after its graph is there: the crew, the algorithm, the result; never the names or a kept answer.
/// </summary>
internal sealed class AnalyticsBench(TimeProvider time, int threads, IProgress<WorkProgress> progress)
{
    private readonly Dictionary<string, SubjectGraph> _graphs = new(StringComparer.Ordinal);

    /// <summary>
    /// Words apart by tabs: <c>load NAME FILE [directed] [weighted]</c>, or <c>run NAME ALGORITHM[,ALGORITHM...] FILE [PARAMETER=VALUE...]</c>,
    /// where FILE gets what the last algorithm found and may be empty.
    /// </summary>
    public Result<AnalyticsBenchReport> Answer(string request) => request.Split('\t') switch
    {
        ["load", var name, var path, .. var flags] => Load(name, path, flags),
        ["run", var name, var algorithms, var path, .. var given] => Run(name, algorithms.Split(','), path, given),
        _ => BenchProblems.BadOption.With($"\"{request}\" is no request.", new FieldProblem("request", "is not understood", "load NAME FILE [directed] [weighted], or run NAME ALGORITHM FILE [PARAMETER=VALUE...], apart by tabs.")),
    };

    private Result<AnalyticsBenchReport> Load(string name, string path, string[] flags)
    {
        if (!File.Exists(path)) { return BenchProblems.BadOption.With($"There is no file {path}.", new FieldProblem("FILE", "does not exist", "Give the path of a graph file.")); }
        var format = GraphFileFormats.Of(path, null);
        if (!format.IsSuccess) { return format.Problem; }
        using var crew = new Crew(threads);
        var start = time.GetTimestamp();
        var graph = format.Value.Read(new GraphFileReading(path, flags.Contains("directed"), flags.Contains("weighted"), crew, progress));
        if (!graph.IsSuccess) { return graph.Problem; }
        _graphs[name] = graph.Value;
        return Report(start, graph.Value);
    }

    private Result<AnalyticsBenchReport> Run(string name, string[] algorithms, string path, string[] given)
    {
        if (!_graphs.TryGetValue(name, out var subject)) { return BenchProblems.BadOption.With($"No graph \"{name}\" is loaded.", new FieldProblem("NAME", "is not loaded", "load it first.")); }
        var steps = Steps(algorithms, given, subject);
        if (!steps.IsSuccess) { return steps.Problem; }
        using (var crew = new Crew(threads)) { subject.Undirected(crew); } // made once for a graph, as the other tools make theirs
        var start = time.GetTimestamp();
        ExecutedRun? last = null;
        using (var crew = new Crew(threads))
        {
            foreach (var (algorithm, parameters) in steps.Value)
            {
                var run = AlgorithmExecution.Run(algorithm, subject, parameters, crew, progress: null);
                if (!run.IsSuccess) { return run.Problem; }
                last = run.Value;
            }
        }

        var report = Report(start, subject) with { Figures = last!.Result.Figures.DistinctBy(figure => figure.Name).ToDictionary(figure => figure.Name, figure => figure.Value) };
        if (path.Length > 0) { ScoreFile.Write(path, last); }
        return report;
    }

    private static Result<ImmutableArray<(IGraphAlgorithm Algorithm, ParameterValues Parameters)>> Steps(string[] names, string[] given, SubjectGraph subject)
    {
        var texts = given.Select(pair => pair.Split('=', 2)).GroupBy(pair => pair[0], pair => pair[^1])
            .ToDictionary(group => group.Key, group => group.ToImmutableArray(), StringComparer.Ordinal);
        var steps = ImmutableArray.CreateBuilder<(IGraphAlgorithm, ParameterValues)>();
        foreach (var name in names)
        {
            var algorithm = AlgorithmExecution.Find(GraphAlgorithms.All, name);
            if (!algorithm.IsSuccess) { return algorithm.Problem; }
            var parameters = ParameterReading.Read(algorithm.Value, texts, subject);
            if (!parameters.IsSuccess) { return parameters.Problem; }
            steps.Add((algorithm.Value, parameters.Value));
        }

        return steps.ToImmutable();
    }

    private AnalyticsBenchReport Report(long start, SubjectGraph subject) =>
        new(time.GetElapsedTime(start).TotalSeconds, subject.Graph.NodeCount, subject.Graph.EdgeCount, subject.Graph.Bytes / 1e6);
}
