using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Vectors;
using GraphMemory.Kernels.Ranking;
using GraphMemory.Kernels.Vectors;
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
        if (options.Dimensions is < 2 or > 4_096 || !VectorSegmentBuilder.Fits(options.Count, options.Dimensions))
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
        var search = new VectorOptions { ExactMax = options.IsGraph ? 0 : int.MaxValue, Breadth = options.Breadth };
        var buildSeconds = Build(options, data, search, path);
        var segment = new VectorSegment(VectorData.TryMap(path)!, path);
        var chain = new VectorChain([segment]);
        VectorQuestion[] questions = [.. Enumerable.Range(options.Count, QuestionCount).Select(number => new VectorQuestion(data.Vector(number)))];
        var settings = new VectorSearchOptions(search.Breadth, search.ThreadsMax, new ScratchPool());
        foreach (var question in questions) { Ask(chain, question, settings); } // the file comes into memory
        var elapsedMs = new List<double>();
        var answers = new List<List<VectorHit>>();
        foreach (var question in questions)
        {
            var began = time.GetTimestamp();
            answers.Add(Ask(chain, question, settings));
            elapsedMs.Add(time.GetElapsedTime(began).TotalMilliseconds);
        }

        var residentMb = Environment.WorkingSet / 1048576.0;
        var recall = Recall(answers, NearestNeighbours.Of(segment, questions, Results));
        return new VectorReport(
            options.Shape == VectorShape.Uniform ? "uniform" : "clustered", options.IsGraph ? "hnsw" : "exact", options.Count, options.Dimensions, search.ThreadsMax,
            Math.Round(buildSeconds, 1), Mb(options.Count * (options.Dimensions + 4L)), Mb(4L * (segment.Links.Lowest.Length + segment.Links.UpperStart.Length + segment.Links.Upper.Length)),
            Mb(4L * options.Count * options.Dimensions), Math.Round(residentMb, 1), LatencyMs.Of(Percentiles.Of(elapsedMs)), Math.Round(recall, 4));
    }

    private double Build(VectorBenchOptions options, SyntheticVectors data, VectorOptions search, string path)
    {
        var vectors = new float[options.Count][];
        Parallel.For(0, options.Count, number => vectors[number] = data.Vector(number));
        var added = new NewVectors(options.Dimensions);
        for (var number = 0; number < options.Count; number++) { added.Add(number + 1, textHash: 0, vectors[number]); }
        var began = time.GetTimestamp();
        using (var stream = File.Create(path, 1 << 20))
        {
            var builder = new VectorSegmentBuilder(new VectorHeader { ToSeq = options.Count }, [], added);
            builder.WriteTo(stream, search, new Linked(progress, options.Count));
        }

        return time.GetElapsedTime(began).TotalSeconds;
    }

    private static List<VectorHit> Ask(VectorChain chain, VectorQuestion question, VectorSearchOptions settings) =>
        chain.Search(in question, Results, _ => default(AllRows), settings);

    private static double Recall(List<List<VectorHit>> answers, TopK[] truths)
    {
        var found = 0;
        for (var i = 0; i < answers.Count; i++)
        {
            foreach (var hit in truths[i].Ranked()) { found += answers[i].Any(answer => answer.Id == hit.Document + 1) ? 1 : 0; }
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
