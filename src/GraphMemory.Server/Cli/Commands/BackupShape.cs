using System.Text.Json.Serialization;
using GraphMemory.Engine.Graph;
using GraphMemory.Sqlite.Care;

namespace GraphMemory.Server.Cli.Commands;

/// <summary>A finished, verified backup.</summary>
internal sealed record BackupShape(string Path, long Bytes, string Sha256, BackupWorkspaceShape[] Workspaces)
{
    public static BackupShape Of(BackupReport report) =>
        new(report.Path, report.Bytes, report.Sha256, [.. report.Workspaces.Select(BackupWorkspaceShape.Of)]);
}

internal sealed record BackupWorkspaceShape(string Name, long HeadSeq)
{
    public static BackupWorkspaceShape Of(Workspace workspace) => new(workspace.Name, workspace.HeadSeq);
}

/// <param name="Previous">Where the earlier database was put aside; left out when there was none.</param>
internal sealed record RestoreShape(string Database, string? Previous, BackupWorkspaceShape[] Workspaces);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BackupShape))]
[JsonSerializable(typeof(RestoreShape))]
internal sealed partial class BackupJsonContext : JsonSerializerContext;
