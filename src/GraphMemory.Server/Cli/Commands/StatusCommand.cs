using System.Globalization;
using System.Text.Json.Serialization;
using GraphMemory.Engine.Graph;
using GraphMemory.Server.Hosting;

namespace GraphMemory.Server.Cli.Commands;

/// <summary>What is stored, and who serves it.</summary>
internal sealed record StatusShape(
    string DataFolder, long DatabaseBytes, long WalBytes, bool Writable, string? Problem, WorkspaceShape[] Workspaces, ServerShape? Server);

internal sealed record WorkspaceShape(string Name, long Entities, long Observations, long Relations, long OpenConflicts, long HeadSeq);

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
            [.. memory.Store.Workspaces().Select(workspace => Shape(memory, workspace))],
            server is null ? null : new(server.Url, server.Pid, server.StartedAt));
    }

    private static WorkspaceShape Shape(MemoryHost memory, Workspace workspace)
    {
        var counts = memory.Store.Read(workspace.Id, read => read.Counts());
        return new(workspace.Name, counts.Entities, counts.Observations, counts.Relations, counts.OpenConflicts, workspace.HeadSeq);
    }

    private static void Print(CliRun run, TextWriter output, StatusShape shape)
    {
        var style = run.Style;
        output.WriteLine($"Data    {shape.DataFolder}  {style.Dim(ByteText.Of(shape.DatabaseBytes + shape.WalBytes))}");
        output.WriteLine($"Store   {(shape.Writable ? style.Green("writable") : style.Yellow("read-only"))}{(shape.Problem is null ? "" : $"  {shape.Problem}")}");
        output.WriteLine($"Server  {(shape.Server is { } server ? $"{style.Cyan(server.Url)}  process {server.Pid}" : "none")}");
        output.WriteLine();
        var table = new TextTable(
            new("WORKSPACE", IsFlexible: true, Paint: style.Bold), new("ENTITIES", IsRight: true), new("OBSERVATIONS", IsRight: true),
            new("RELATIONS", IsRight: true), new("CONFLICTS", IsRight: true), new("LOG", IsRight: true));
        foreach (var workspace in shape.Workspaces)
        {
            table.Add(workspace.Name, Number(workspace.Entities), Number(workspace.Observations), Number(workspace.Relations),
                Number(workspace.OpenConflicts), Number(workspace.HeadSeq));
        }

        if (shape.Workspaces.Length > 0) { table.Write(output, style, run.OutputWidth); }
        else { run.Say("Nothing is remembered yet. Try: graphmemory remember \"The build runs on Linux\" --about build"); }
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static long Length(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StatusShape))]
internal sealed partial class StatusJsonContext : JsonSerializerContext;
