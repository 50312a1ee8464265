using System.CommandLine;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph.Commands;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class PurgeCommand : CliCommand
{
    private const string Yes = "yes";

    private readonly FactChoice _choice = new();
    private readonly Option<bool> _yes = new("--yes", "-y") { Description = "Do not ask" };

    public PurgeCommand(CliEnvironment environment) : base(
        environment, "purge", "Erase facts or entities for good, history included",
        "graphmemory purge --id 42 --yes",
        "graphmemory purge \"customer Smith\"")
    {
        _choice.AddTo(this);
        Add(_yes);
        Add(IdempotencyOption.Create());
    }

    protected override async Task<int> RunAsync(CliRun run)
    {
        if (!run.Value(_yes) && !await IsConfirmedAsync(run)) { return run.Fail(NotConfirmed()); }
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

    private async Task<bool> IsConfirmedAsync(CliRun run)
    {
        if (!run.Environment.Terminal.IsInput) { return false; }
        await run.Environment.Error.WriteAsync($"This erases {_choice.Ids(run).Count + _choice.Names(run).Count} item(s) for good. Type {Yes} to go on: ");
        return await run.Environment.Input.ReadLineAsync() == Yes;
    }

    private static Problem NotConfirmed() => CliProblems.NotConfirmed.With(
        "Nothing was erased.", new FieldProblem("--yes", "is missing", $"Answer {Yes} on a terminal, or pass --yes."));
}
