using System.Text.Json.Serialization;
using GraphMemory.Engine.Graph;
using GraphMemory.Server.Hosting;
using GraphMemory.Server.Mcp;

namespace GraphMemory.Server.Health;

/// <summary>How the server is, in detail.</summary>
/// <param name="Status">"ready", "degraded" (it reads but does not write), "warming" (the index is not loaded yet) or "unready".</param>
internal sealed record HealthReport(
    string Status, string Instance, string Version, DateTimeOffset StartedAt, StoreHealth Store, IndexHealth Index,
    WorkspaceHead[] Workspaces)
{
    public static HealthReport Of(MemoryHost memory, ServerIdentity identity)
    {
        try
        {
            var heads = memory.Store.Workspaces().Select(workspace => new WorkspaceHead(workspace.Name, workspace.HeadSeq)).ToArray();
            var state = memory.Store.State;
            return new(!memory.IsWarm ? "warming" : state.IsWritable ? "ready" : "degraded", identity.Instance, ProductVersion.Text, identity.StartedAt,
                new(IsReadable: true, state.IsWritable, state.Problem?.ToString()), new(memory.IsWarm), heads);
        }
        catch (StoreFaultException fault)
        {
            return new("unready", identity.Instance, ProductVersion.Text, identity.StartedAt, new(false, false, fault.Problem.ToString()), new(memory.IsWarm), []);
        }
    }
}

internal sealed record StoreHealth(bool IsReadable, bool IsWritable, string? Problem);

internal sealed record IndexHealth(bool IsWarm);

/// <summary>The last position of a workspace's log.</summary>
internal sealed record WorkspaceHead(string Name, long HeadSeq);

/// <summary>The process is up; <paramref name="Instance"/> proves which one answers.</summary>
internal sealed record Liveness(string Status, string Instance);

internal sealed record Readiness(string Status, string? Problem);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HealthReport))]
[JsonSerializable(typeof(Liveness))]
[JsonSerializable(typeof(Readiness))]
internal sealed partial class HealthJsonContext : JsonSerializerContext;
