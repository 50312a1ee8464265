using System.CommandLine;
using GraphMemory.Server.Bench.Vectors;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class BenchVectorsCommand : CliCommand
{
    private const string Exact = "exact";
    private const string Hnsw = "hnsw";
    private const string Clustered = "clustered";
    private const string Uniform = "uniform";

    private readonly Option<int> _count = new("--count") { Description = "Vectors", HelpName = "N", Required = true };
    private readonly Option<int> _dimensions = new("--dimensions") { Description = "Numbers of one vector", HelpName = "N", DefaultValueFactory = _ => 384 };
    private readonly Option<string> _index = new Option<string>("--index") { Description = "Compare every vector, or walk over a graph", HelpName = "exact|hnsw", DefaultValueFactory = _ => Exact }.AcceptOnlyFromAmong(Exact, Hnsw);
    private readonly Option<string> _shape = new Option<string>("--shape") { Description = "How the made-up vectors lie: around topics, or anywhere", HelpName = "clustered|uniform", DefaultValueFactory = _ => Clustered }.AcceptOnlyFromAmong(Clustered, Uniform);
    private readonly Option<int> _breadth = new("--breadth") { Description = "Best vectors kept during a walk (efSearch)", HelpName = "N", DefaultValueFactory = _ => new Engine.Vectors.VectorOptions().Breadth };
    private readonly Option<int> _seed = new("--seed") { Description = "Seed of the made-up vectors", HelpName = "S", DefaultValueFactory = _ => 1 };

    public BenchVectorsCommand(CliEnvironment environment) : base(
        environment, "vectors", "Search made-up vectors; measure time, memory and how many of the true nearest are found",
        "graphmemory bench vectors --count 200000 --dimensions 384 --index exact",
        "graphmemory bench vectors --count 1000000 --dimensions 384 --index hnsw --json")
    {
        foreach (var option in (Option[])[_count, _dimensions, _index, _shape, _breadth, _seed]) { Add(option); }
    }

    protected override Task<int> RunAsync(CliRun run)
    {
        using var progress = new ProgressBar(run.Environment, "Linking");
        var options = new VectorBenchOptions(
            run.Value(_count), run.Value(_dimensions), run.Value(_index) == Hnsw, run.Value(_shape) == Uniform ? VectorShape.Uniform : VectorShape.Clustered,
            run.Value(_seed), run.Value(_breadth));
        var report = new VectorBench(run.Environment.Time, progress).Run(options);
        if (!report.IsSuccess) { return Task.FromResult(run.Fail(report.Problem)); }
        progress.Dispose();
        return Task.FromResult(run.Answer(report.Value, VectorBenchJsonContext.Default.VectorReport, output => Print(run, output, report.Value)));
    }

    private static void Print(CliRun run, TextWriter output, VectorReport report)
    {
        var table = new TextTable(new("MEASURE", Paint: run.Style.Cyan), new("VALUE"));
        table.Add("vectors", $"{report.Count:N0} x {report.Dimensions}, {report.Data}, {report.Index}, {report.Threads} threads");
        table.Add("built in", $"{report.BuildSeconds:0.0} s");
        table.Add("file", $"codes {report.CodesMb:0.0} MB, links {report.LinksMb:0.0} MB, floats {report.FloatsMb:0.0} MB");
        table.Add("resident, after the questions", $"{report.ResidentMb:0.0} MB");
        table.Add("query, p50 / p95 / p99", $"{report.Query} ({report.Query.Count} questions)");
        table.Add("recall@10", $"{report.RecallAt10:0.0000}");
        table.Write(output, run.Style, run.OutputWidth);
    }
}
