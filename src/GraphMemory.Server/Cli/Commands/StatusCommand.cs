using System.Text.Json.Serialization;
using GraphMemory.Server.Hosting;
using GraphMemory.Server.Workspaces;

namespace GraphMemory.Server.Cli.Commands;

/// <summary>What is stored, and who serves it.</summary>
internal sealed record StatusShape(
    string DataFolder, long DatabaseBytes, long WalBytes, bool Writable, string? Problem, string Workspace, string WorkspaceWhy, WorkspaceShape[] Workspaces,
    ServerShape? Server);

internal sealed record ServerShape(string Url, int Pid, DateTimeOffset StartedAt);

internal sealed class StatusCommand(CliEnvironment environment) : CliCommand(
    environment, "status", "Show what the memory holds, and whether a server runs on it",
    "graphmemory status",
    "graphmemory status --data ./memory --json")
{
    protected override Task<int> RunAsync(CliRun run) => run.WithMemoryAsync(memory =>
    {
        var shape = Shape(memory);
        return Task.FromResult(run.Answer(shape, StatusJsonContext.Default.StatusShape, output => Print(run, output, shape)));
    });

    private static StatusShape Shape(MemoryHost memory)
    {
        var server = RunningServer.Find(memory.Folder);
        var state = memory.Store.State;
        return new(
            memory.Folder.Path, Length(memory.Folder.DatabasePath), Length(memory.Folder.WalPath), state.IsWritable, state.Problem?.ToString(),
            memory.Options.Data.WorkspaceInUse, memory.Options.Data.IsWorkspaceNamed ? "named" : memory.Options.Data.Automatic.Why, WorkspaceShape.All(memory),
            server is null ? null : new(server.Url, server.Pid, server.StartedAt));
    }

    private static void Print(CliRun run, TextWriter output, StatusShape shape)
    {
        var style = run.Style;
        output.WriteLine($"Data    {shape.DataFolder}  {style.Dim(ByteText.Of(shape.DatabaseBytes + shape.WalBytes))}");
        output.WriteLine($"Store   {(shape.Writable ? style.Green("writable") : style.Yellow("read-only"))}{(shape.Problem is null ? "" : $"  {shape.Problem}")}");
        output.WriteLine($"Server  {(shape.Server is { } server ? $"{style.Cyan(server.Url)}  process {server.Pid}" : "none")}");
        output.WriteLine($"In use  {style.Bold(SafeText.Line(shape.Workspace))}  {style.Dim(SafeText.Line(shape.WorkspaceWhy))}");
        output.WriteLine();
        if (shape.Workspaces.Length > 0) { WorkspacesListCommand.Print(run, output, shape.Workspaces, shape.Workspace); }
        else { run.Say("Nothing is remembered yet. Try: graphmemory remember \"The build runs on Linux\" --about build"); }
        if (Moved(shape) is { } moved) { run.Say(moved); }
    }

    /// <summary>A repository of the same name in another place may be this one before it was moved.</summary>
    private static string? Moved(StatusShape shape)
    {
        var label = shape.Workspace[..(shape.Workspace.LastIndexOf('-') + 1)];
        var isNew = label.Length > 0 && shape.WorkspaceWhy.StartsWith("repository ", StringComparison.Ordinal) && !shape.Workspaces.Any(known => known.Name == shape.Workspace);
        return isNew && shape.Workspaces.FirstOrDefault(known => known.Name.Length == shape.Workspace.Length && known.Name.StartsWith(label, StringComparison.Ordinal)) is { } former
            ? $"If this repository was moved, its memory is in {former.Name}. To go on with it: git config graphmemory.workspace {former.Name}"
            : null;
    }

    private static long Length(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StatusShape))]
internal sealed partial class StatusJsonContext : JsonSerializerContext;
