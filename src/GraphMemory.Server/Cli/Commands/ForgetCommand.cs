using GraphMemory.Engine.Graph.Commands;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class ForgetCommand : CliCommand
{
    private readonly FactChoice _choice = new();

    public ForgetCommand(CliEnvironment environment) : base(
        environment, "forget", "Close facts, or entities with all their facts; the history stays and can be asked for",
        "graphmemory forget --id 42",
        "graphmemory forget \"nightly build\" --json") => _choice.AddTo(this);

    protected override Task<int> RunAsync(CliRun run) => run.WriteAsync(new Forget(_choice.Ids(run), _choice.Names(run)), (_, _, closed) =>
        run.Answer(new([.. closed]), FactJsonContext.Default.ClosedShape, output =>
            output.WriteLine($"forgot {closed.Length} fact{(closed.Length == 1 ? "" : "s")}; \"graphmemory timeline\" still shows them")));
}
