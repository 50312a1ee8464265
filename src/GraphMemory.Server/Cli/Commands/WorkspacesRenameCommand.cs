using System.CommandLine;
using GraphMemory.Server.Workspaces;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class WorkspacesRenameCommand : CliCommand
{
    private readonly Argument<string> _name = new("name") { Description = "Workspace" };
    private readonly Argument<string> _newName = new("new-name") { Description = "Its new name" };

    public WorkspacesRenameCommand(CliEnvironment environment) : base(
        environment, "rename", "Give a workspace another name",
        "graphmemory workspaces rename parser-1a2b3c4d parser")
    {
        Add(_name);
        Add(_newName);
    }

    protected override Task<int> RunAsync(CliRun run) => run.WithMemoryAsync(async memory =>
    {
        var (name, newName) = (run.Value(_name)!, run.Value(_newName)!);
        var renamed = await new WorkspaceActions(memory).RenameAsync(name, newName, CancellationToken.None);
        if (!renamed.IsSuccess) { return run.Fail(renamed.Problem); }
        if (name == memory.Options.Data.Automatic.Name && memory.Options.Data.Automatic.Repository is not null)
        {
            run.Say($"This repository still asks for {name}. To go on with the renamed one here: git config graphmemory.workspace \"{newName}\"");
        }

        return run.Answer(renamed.Value, WorkspaceJsonContext.Default.WorkspaceShape,
            output => output.WriteLine($"{run.Style.Green("renamed")}  {SafeText.Line(name)} to {SafeText.Line(newName)}"));
    });
}
