using GraphMemory.Engine.Graph.Commands;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class ForgetCommand : CliCommand
{
    private readonly FactChoice _choice = new();

    public ForgetCommand(CliEnvironment environment) : base(
        environment, "forget", "Close facts, or entities with all their facts; the history stays and can be asked for",
        "graphmemory forget --id 42",
        "graphmemory forget \"nightly build\" --json")
    {
        _choice.AddTo(this);
        Add(IdempotencyOption.Create());
    }

    protected override Task<int> RunAsync(CliRun run) => run.WriteAsync(
        ShapedCommand.Of(new Forget(_choice.Ids(run), _choice.Names(run)), closed => new ClosedShape([.. closed]), FactJsonContext.Default.ClosedShape),
        input: "",
        (shape, output) => output.WriteLine($"forgot {shape.FactIds.Length} fact{(shape.FactIds.Length == 1 ? "" : "s")}; \"graphmemory timeline\" still shows them"));
}
