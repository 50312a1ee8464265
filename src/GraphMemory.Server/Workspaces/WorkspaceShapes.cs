using System.Text.Json.Serialization;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Workspaces;
using GraphMemory.Server.Hosting;

namespace GraphMemory.Server.Workspaces;

/// <summary>A workspace as every door shows it.</summary>
/// <param name="InUse">It is the one that a request without a name is about.</param>
/// <param name="TextBytes">Bytes of stored text, closed versions included.</param>
internal sealed record WorkspaceShape(
    string Name, bool InUse, long Entities, long Observations, long Relations, long OpenConflicts, long TextBytes, long HeadSeq, DateTime CreatedAt, QuotasShape Quotas)
{
    public static WorkspaceShape Of(MemoryHost memory, Workspace workspace) => memory.Store.Read(workspace.Id, read =>
    {
        var (counts, at) = (read.Counts(), DateTimeOffset.FromUnixTimeMilliseconds(workspace.CreatedAtMs).UtcDateTime);
        return new WorkspaceShape(
            read.Workspace.Name, read.Workspace.Name == memory.Options.Data.WorkspaceInUse, counts.Entities, counts.Observations, counts.Relations, counts.OpenConflicts,
            read.Use.TextBytes, read.Workspace.HeadSeq, at, QuotasShape.Of(read.Quotas));
    });

    /// <summary>Every workspace by name, except those that are deleted while the list is made.</summary>
    public static WorkspaceShape[] All(MemoryHost memory) => [.. memory.Store.Workspaces().Select(workspace => OfOrNull(memory, workspace)).OfType<WorkspaceShape>()];

    private static WorkspaceShape? OfOrNull(MemoryHost memory, Workspace workspace)
    {
        try { return Of(memory, workspace); }
        catch (StoreFaultException fault) when (fault.Problem.Code == StoreProblems.NoWorkspace) { return null; }
    }
}

/// <summary>What a workspace may hold; what is left out has no bound.</summary>
internal sealed record QuotasShape(long? EntitiesMax, long? FactsMax, long? TextBytesMax)
{
    public static QuotasShape Of(Quotas quotas) => new(quotas.EntitiesMax, quotas.FactsMax, quotas.TextBytesMax);
}

internal sealed record WorkspaceListShape(WorkspaceShape[] Workspaces);

/// <summary>A workspace that was deleted, or would be.</summary>
internal sealed record DeletedWorkspaceShape(string Name, bool DryRun, long Entities, long Facts, long TextBytes);

/// <summary>What a merge did, or would do.</summary>
internal sealed record MergeShape(
    string Source, string Target, bool DryRun, long EntitiesMade, long EntitiesJoined, long Facts, long Known, long Closed, long Conflicts, bool SourceDeleted)
{
    public static MergeShape Of(string source, string target, bool isDryRun, MergeReport report) => new(
        source, target, isDryRun, report.Entities, report.Joined, report.Facts, report.Known, report.Closed, report.Conflicts, report.IsSourceDeleted);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WorkspaceListShape))]
[JsonSerializable(typeof(WorkspaceShape))]
[JsonSerializable(typeof(DeletedWorkspaceShape))]
[JsonSerializable(typeof(MergeShape))]
internal sealed partial class WorkspaceJsonContext : JsonSerializerContext;
