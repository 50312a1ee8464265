using GraphMemory.Engine.Registries;
using GraphMemory.Server.Analytics;
using GraphMemory.Server.Care;
using GraphMemory.Server.Graph;
using GraphMemory.Server.ImportExport;
using GraphMemory.Server.Plugins;
using GraphMemory.Server.Retrieval;
using GraphMemory.Server.Telemetry;
using GraphMemory.Server.Vectors;
using GraphMemory.Server.Workspaces;

namespace GraphMemory.Server.Rest;

/// <summary>Every operation of the REST door. To add some: a class in the feature's folder and a line here.</summary>
internal static class RestEndpoints
{
    public const string Root = "/api/v1";

    public static Registry<RestEndpoint> All { get; } = new("REST operations",
    [
        .. RecallEndpoints.All,
        .. MemoryEndpoints.All,
        .. VectorEndpoints.All,
        .. EntityEndpoints.All,
        .. FactEndpoints.All,
        .. RelationEndpoints.All,
        .. ConflictEndpoints.All,
        .. HistoryEndpoints.All,
        .. EventEndpoints.All,
        .. TelemetryEndpoints.All,
        .. AnalyticsEndpoints.All,
        .. TransferEndpoints.All,
        .. ServerEndpoints.All,
        .. WorkspaceEndpoints.All,
        .. CareEndpoints.All,
        .. CareWriteEndpoints.All,
        .. PluginEndpoints.All,
    ]);
}
