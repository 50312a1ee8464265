using System.CommandLine;
using GraphMemory.Engine.Analytics;
using GraphMemory.Engine.Analytics.Checks;
using GraphMemory.Engine.Analytics.Runs;
using GraphMemory.Server.Analytics;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class AlgorithmsCommand : CliCommand
{
    private readonly Argument<string?> _name = new("algorithm") { Description = "Tell all about this one", HelpName = "ALGORITHM", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _check = new("--check") { Description = "Run each on a graph of ten nodes with known answers" };

    public AlgorithmsCommand(CliEnvironment environment) : base(
        environment, "algorithms", "List the graph algorithms, or tell all about one",
        "graphmemory algorithms",
        "graphmemory algorithms degree",
        "graphmemory algorithms --check --json")
    {
        Add(_name);
        Add(_check);
    }

    protected override Task<int> RunAsync(CliRun run)
    {
        var checks = new AlgorithmChecks(GraphAlgorithms.All);
        if (run.Value(_name) is { } name)
        {
            var algorithm = AlgorithmExecution.Find(GraphAlgorithms.All, name);
            if (!algorithm.IsSuccess) { return Task.FromResult(run.Fail(algorithm.Problem)); }
            var shape = AlgorithmShape.Of(algorithm.Value, Fault(algorithm.Value));
            return Task.FromResult(run.Answer([shape], AnalyticsJson.Default.AlgorithmShapeArray, output => AnalyticsText.Algorithm(run, output, shape)));
        }

        AlgorithmShape[] shapes = [.. GraphAlgorithms.All.Items.Select(algorithm => AlgorithmShape.Of(algorithm, Fault(algorithm)))];
        run.Answer(shapes, AnalyticsJson.Default.AlgorithmShapeArray, output => AnalyticsText.Algorithms(run, output, shapes));
        if (run.Value(_check)) { run.Say($"{shapes.Count(shape => shape.Fault is null)} of {shapes.Length} algorithms give the known answers."); }
        return Task.FromResult(shapes.All(shape => shape.Fault is null) ? ExitCodes.Done : ExitCodes.Failed);

        string? Fault(IGraphAlgorithm algorithm) => run.Value(_check) ? checks.Of(algorithm)?.Detail : null;
    }
}
