using GraphMemory.Engine.Graph.Commands;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class PurgeCommand : CliCommand
{
    private readonly FactChoice _choice = new();
    private readonly ConfirmOption _confirm = new();

    public PurgeCommand(CliEnvironment environment) : base(
        environment, "purge", "Erase facts or entities for good, history included",
        "graphmemory purge --id 42 --yes",
        "graphmemory purge \"customer Smith\"")
    {
        _choice.AddTo(this);
        _confirm.AddTo(this);
        Add(IdempotencyOption.Create());
    }

    protected override async Task<int> RunAsync(CliRun run)
    {
        var what = $"This erases {_choice.Ids(run).Count + _choice.Names(run).Count} item(s) for good";
        if (!await _confirm.IsGivenAsync(run, what)) { return run.Fail(ConfirmOption.Missing("Nothing was erased.")); }
        var exitCode = await run.WriteAsync(
            ShapedCommand.Of(new Purge(_choice.Ids(run), _choice.Names(run)), erased => new ClosedShape([.. erased]), FactJsonContext.Default.ClosedShape),
            input: "",
            (shape, output) => output.WriteLine($"erased {shape.FactIds.Length} fact{(shape.FactIds.Length == 1 ? "" : "s")} for good"));
        return exitCode == ExitCodes.Done ? await EraseFromIndexAsync(run) : exitCode;
    }

    // The files of the index lose the erased text at once, not when somebody asks next.
    private static Task<int> EraseFromIndexAsync(CliRun run) => run.ReadAsync((memory, workspace) =>
    {
        memory.Recall.Warm(workspace);
        return ExitCodes.Done;
    });
}
