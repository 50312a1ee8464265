using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Vectors;
using GraphMemory.Server.Configuration;
using GraphMemory.Server.Hosting;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class VectorsUpdateCommand(CliEnvironment environment) : CliCommand(
    environment, "update", "Embed what has no vector yet; a running server does it by itself",
    "graphmemory vectors update")
{
    protected override Task<int> RunAsync(CliRun run) => run.WithMemoryAsync(memory => UpdateAsync(run, memory));

    internal static async Task<int> UpdateAsync(CliRun run, MemoryHost memory)
    {
        if (!memory.Vectors.IsOn) { return run.Fail(NoProvider()); }
        var workspace = await memory.WorkspaceToReadAsync(CancellationToken.None);
        if (!workspace.IsSuccess) { return run.Fail(workspace.Problem); }
        using var progress = new ProgressBar(run.Environment, "Embedding");
        var stop = run.Environment.ListenForStop();
        for (var isMore = true; isMore;)
        {
            var step = await memory.Vectors.StepAsync(workspace.Value, stop);
            if (!step.IsSuccess) { return run.Fail(step.Problem); }
            var status = memory.Vectors.Status(workspace.Value);
            progress.Report(new WorkProgress(status.CoveredSeq, status.CoveredSeq + status.PendingEvents, "changes"));
            isMore = step.Value;
        }

        progress.Dispose();
        if (memory.Vectors.Status(workspace.Value).PendingEvents > 0) { run.Say("Another process is at it; this one did not wait."); }
        return VectorsStatusCommand.Answer(run, memory, workspace.Value);
    }

    private static Problem NoProvider() => VectorProblems.Off.With(
        "Nothing was embedded.", new FieldProblem(VectorsKeys.Provider, "is none", "Set it to onnx or openai, with the keys that \"graphmemory config keys\" names."));
}
