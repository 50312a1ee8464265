using System.CommandLine;
using GraphMemory.Server.Workspaces;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class WorkspacesDeleteCommand : CliCommand
{
    private readonly Argument<string> _name = new("name") { Description = "Workspace" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Tell what would be erased, change nothing" };
    private readonly ConfirmOption _confirm = new();

    public WorkspacesDeleteCommand(CliEnvironment environment) : base(
        environment, "delete", "Erase a workspace for good, history included",
        "graphmemory workspaces delete scratch --dry-run",
        "graphmemory workspaces delete scratch --yes")
    {
        Add(_name);
        Add(_dryRun);
        _confirm.AddTo(this);
    }

    protected override Task<int> RunAsync(CliRun run) => run.WithMemoryAsync(async memory =>
    {
        var care = new WorkspaceActions(memory);
        var shape = await care.DeleteAsync(run.Value(_name)!, isDryRun: true, CancellationToken.None);
        if (!shape.IsSuccess) { return run.Fail(shape.Problem); }
        if (!run.Value(_dryRun))
        {
            var what = $"This erases {shape.Value.Entities:N0} entities and {shape.Value.Facts:N0} facts of {shape.Value.Name} for good";
            if (!await _confirm.IsGivenAsync(run, what)) { return run.Fail(ConfirmOption.Missing("Nothing was erased.")); }
            shape = await care.DeleteAsync(run.Value(_name)!, isDryRun: false, CancellationToken.None);
            if (!shape.IsSuccess) { return run.Fail(shape.Problem); }
            await memory.EraseDeletedAsync();
        }

        return run.Answer(shape.Value, WorkspaceJsonContext.Default.DeletedWorkspaceShape, output => output.WriteLine(
            $"{(shape.Value.DryRun ? run.Style.Yellow("would erase") : run.Style.Green("erased"))}  {SafeText.Line(shape.Value.Name)}: {shape.Value.Entities:N0} entities, {shape.Value.Facts:N0} facts, {ByteText.Of(shape.Value.TextBytes)} of text"));
    });
}
