using GraphMemory.Server.Hosting;
using GraphMemory.Server.Vectors;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class VectorsStatusCommand(CliEnvironment environment) : CliCommand(
    environment, "status", "Show which model makes vectors, and how far it is",
    "graphmemory vectors status",
    "graphmemory vectors status --json")
{
    protected override Task<int> RunAsync(CliRun run) => run.ReadAsync((memory, workspace) => Answer(run, memory, workspace));

    /// <summary>Shows the status; asks the provider whether it answers.</summary>
    internal static int Answer(CliRun run, MemoryHost memory, long workspaceId)
    {
        if (memory.Vectors.IsOn) { memory.Vectors.Probe(); }
        var name = memory.Store.Read(workspaceId, read => read.Workspace.Name);
        var shape = VectorStatusShape.Of(name, memory.Vectors.Status(workspaceId));
        return run.Answer(shape, VectorJsonContext.Default.VectorStatusShape, output => Print(run, output, shape));
    }

    private static void Print(CliRun run, TextWriter output, VectorStatusShape shape)
    {
        var style = run.Style;
        output.WriteLine($"Provider  {(shape.Model is null ? "none: text and graph answer" : $"{shape.Provider} {style.Bold(shape.Model)}")}");
        if (shape.Model is null) { return; }
        output.WriteLine($"Answering {shape.Serving ?? "no vectors yet"}");
        output.WriteLine($"Vectors   {shape.Vectors:N0} x {shape.Dimensions}, {shape.Index}, {shape.Files} files  {style.Dim(ByteText.Of(shape.FileBytes))}");
        output.WriteLine($"Pending   {(shape.PendingEvents == 0 ? style.Green("nothing") : $"{shape.PendingEvents:N0} changes")}");
        if (shape.Problem is not null) { output.WriteLine($"Problem   {style.Yellow(shape.Problem)}"); }
    }
}
