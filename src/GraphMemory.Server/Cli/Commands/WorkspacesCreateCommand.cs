using System.CommandLine;
using GraphMemory.Server.Workspaces;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class WorkspacesCreateCommand : CliCommand
{
    private readonly Argument<string> _name = new("name") { Description = "Name of the new workspace" };

    public WorkspacesCreateCommand(CliEnvironment environment) : base(
        environment, "create", "Make an empty workspace",
        "graphmemory workspaces create research") => Add(_name);

    protected override Task<int> RunAsync(CliRun run) => run.WithMemoryAsync(async memory =>
    {
        var made = await new WorkspaceActions(memory).CreateAsync(run.Value(_name)!, CancellationToken.None);
        return made.IsSuccess
            ? run.Answer(made.Value, WorkspaceJsonContext.Default.WorkspaceShape, output => output.WriteLine($"{run.Style.Green("made")}  {SafeText.Line(made.Value.Name)}"))
            : run.Fail(made.Problem);
    });
}
