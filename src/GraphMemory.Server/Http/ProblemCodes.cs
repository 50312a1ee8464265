using GraphMemory.Engine.Analytics;
using GraphMemory.Engine.Care;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Cypher;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Engine.Plugins;
using GraphMemory.Engine.Registries;
using GraphMemory.Engine.Retrieval;
using GraphMemory.Engine.Telemetry;
using GraphMemory.Engine.Vectors;
using GraphMemory.Engine.Workspaces;
using GraphMemory.Server.Bench;
using GraphMemory.Server.Cli;
using GraphMemory.Server.Configuration;
using GraphMemory.Server.Eval;
using GraphMemory.Server.Hosting;
using GraphMemory.Server.Mcp;
using GraphMemory.Server.Rest;
using GraphMemory.Server.Setup;

namespace GraphMemory.Server.Http;

/// <summary>Every problem code of the product: each feature lists its own, this list adds them up.</summary>
internal static class ProblemCodes
{
    public static Registry<ProblemCode> All { get; } = new("problem codes",
    [
        .. GraphProblems.All,
        .. StoreProblems.All,
        .. ConfigurationProblems.All,
        .. HttpProblems.All,
        .. ServeProblems.All,
        .. CliProblems.All,
        .. CypherProblems.All,
        .. EvalProblems.All,
        .. ImportProblems.All,
        .. McpProblems.All,
        .. RetrievalProblems.All,
        .. WorkspaceProblems.All,
        .. CareProblems.All,
        .. BenchProblems.All,
        .. SetupProblems.All,
        .. RestProblems.All,
        .. VectorProblems.All,
        .. TelemetryProblems.All,
        .. PluginProblems.All,
        .. AnalyticsProblems.All,
    ]);
}
