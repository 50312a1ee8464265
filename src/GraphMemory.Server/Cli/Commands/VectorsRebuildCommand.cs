namespace GraphMemory.Server.Cli.Commands;

internal sealed class VectorsRebuildCommand(CliEnvironment environment) : CliCommand(
    environment, "rebuild", "Throw the vectors of the workspace away and embed everything again",
    "graphmemory vectors rebuild")
{
    protected override Task<int> RunAsync(CliRun run) => run.WithMemoryAsync(async memory =>
    {
        var workspace = await memory.WorkspaceToReadAsync(CancellationToken.None);
        if (!workspace.IsSuccess) { return run.Fail(workspace.Problem); }
        memory.Vectors.Rebuild(workspace.Value);
        return await VectorsUpdateCommand.UpdateAsync(run, memory);
    });
}
