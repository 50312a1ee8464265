using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Vectors;
using GraphMemory.Kernels.Ranking;
using GraphMemory.Server.Bench.Memory;
using GraphMemory.Server.Cli;

namespace GraphMemory.Server.Bench.Vectors;

/// <param name="IsGraph">Walk over a graph instead of comparing every row.</param>
internal sealed record VectorBenchOptions(int Count, int Dimensions, bool IsGraph, VectorShape Shape, int Seed, int Breadth);

/// <summary>Writes a file of made-up vectors as the engine does, asks it questions, and holds the answers against the truth.</summary>
internal sealed class VectorBench(TimeProvider time, IProgress<WorkProgress> progress)
{
    private const int QuestionCount = 400;
    private const int Results = 10;
    private const int CountMax = 4_000_000;

    public Result<VectorReport> Run(VectorBenchOptions options)
    {
        if (options.Count is < 100 or > CountMax) { return Refused("--count", options.Count, $"give 100 to {CountMax}"); }
        if (options.Dimensions is < 2 or > 4_096 || !VectorFile.Fits(options.Count, options.Dimensions))
        {
            return Refused("--dimensions", options.Dimensions, "give 2 to 4096, and no more than two thousand million numbers in all");
        }

        var folder = Directory.CreateTempSubdirectory("graphmemory-bench-").FullName;
        try { return Measure(options, Path.Combine(folder, "bench.gmvec")); }
        finally { Directory.Delete(folder, recursive: true); }
    }

    private VectorReport Measure(VectorBenchOptions options, string path)
    {
        var data = new SyntheticVectors(options.Seed, options.Count, options.Dimensions, options.Shape);
        var settings = new VectorOptions { ExactMax = options.IsGraph ? 0 : int.MaxValue, Breadth = options.Breadth };
        var buildSeconds = Build(options, data, settings, path);
        var file = VectorFile.Open(path, settings)!;
        float[][] questions = [.. Enumerable.Range(options.Count, QuestionCount).Select(data.Vector)];
        foreach (var question in questions) { file.Search(question, Results); } // the file comes into memory
        var (elapsedMs, answers) = (new List<double>(), new List<IReadOnlyList<(long Row, float)>>());
        foreach (var question in questions)
        {
            var began = time.GetTimestamp();
            answers.Add(file.Search(question, Results));
            elapsedMs.Add(time.GetElapsedTime(began).TotalMilliseconds);
        }

        var residentMb = Environment.WorkingSet / 1048576.0;
        var recall = Recall(answers, NearestNeighbours.Of(file, questions, Results));
        return new VectorReport(
            options.Shape == VectorShape.Uniform ? "uniform" : "clustered", options.IsGraph ? "hnsw" : "exact", options.Count, options.Dimensions, settings.ThreadsMax,
            Math.Round(buildSeconds, 1), Mb(file.CodeBytes), Mb(file.LinkBytes), Mb(file.ValueBytes), Math.Round(residentMb, 1), LatencyMs.Of(Percentiles.Of(elapsedMs)),
            Math.Round(recall, 4));
    }

    private double Build(VectorBenchOptions options, SyntheticVectors data, VectorOptions settings, string path)
    {
        var vectors = new float[options.Count][];
        Parallel.For(0, options.Count, number => vectors[number] = data.Vector(number));
        var began = time.GetTimestamp();
        VectorFile.Write(path, vectors, settings, new Linked(progress, options.Count));
        return time.GetElapsedTime(began).TotalSeconds;
    }

    private static double Recall(List<IReadOnlyList<(long Row, float)>> answers, TopK[] truths)
    {
        var found = 0;
        for (var i = 0; i < answers.Count; i++)
        {
            foreach (var hit in truths[i].Ranked()) { found += answers[i].Any(answer => answer.Row == hit.Document) ? 1 : 0; }
        }

        return found / (double)truths.Sum(truth => truth.Count);
    }

    private static double Mb(long bytes) => Math.Round(bytes / 1048576.0, 1);

    private static Problem Refused(string option, int value, string fix) =>
        BenchProblems.BadOption.With($"{option} is {value}.", new FieldProblem(option, $"{value} is not usable", fix));

    private sealed class Linked(IProgress<WorkProgress> progress, int count) : IProgress<int>
    {
        public void Report(int value) => progress.Report(new WorkProgress(value, count, "vectors"));
    }
}
