using System.Text.Json.Serialization.Metadata;
using GraphMemory.Server.Analytics;
using GraphMemory.Server.Bench.Analytics;
using GraphMemory.Server.Bench.Hooks;
using GraphMemory.Server.Bench.Memory;
using GraphMemory.Server.Bench.Rest;
using GraphMemory.Server.Bench.Vectors;
using GraphMemory.Server.Care;
using GraphMemory.Server.Plugins;
using GraphMemory.Server.Vectors;
using GraphMemory.Server.Cli.Commands;
using GraphMemory.Server.Eval;
using GraphMemory.Server.Workspaces;

namespace GraphMemory.Server.Cli;

/// <summary>What a command prints with --json.</summary>
/// <param name="Path">The command's words.</param>
internal sealed record CommandShape(string Path, JsonTypeInfo Type);

/// <summary>Every command with a JSON shape; <c>graphmemory schema</c> tells it. To add one: a line here.</summary>
internal static class CommandShapes
{
    public static IReadOnlyList<CommandShape> All { get; } =
    [
        new("serve", ServeJsonContext.Default.ServeShape),
        new("setup", SetupJsonContext.Default.ClientStateShapeArray),
        new("setup client", SetupJsonContext.Default.ClientSetupShapeArray),
        new("remember", FactJsonContext.Default.RecordedShapeArray),
        new("recall", RecallJsonContext.Default.RecallShape),
        new("context", RecallJsonContext.Default.ContextShape),
        new("get", FactJsonContext.Default.EntityShapeArray),
        new("link", FactJsonContext.Default.RecordedShapeArray),
        new("forget", FactJsonContext.Default.ClosedShape),
        new("purge", FactJsonContext.Default.ClosedShape),
        new("timeline", FactJsonContext.Default.FactShapeArray),
        new("conflicts", FactJsonContext.Default.ConflictShapeArray),
        new("conflicts resolve", FactJsonContext.Default.ResolvedShape),
        new("review", CareJson.Default.ReviewShape),
        new("merge", CareJson.Default.MergedEntityShape),
        new("unmerge", CareJson.Default.UndoShape),
        new("pin", CareJson.Default.MarksShape),
        new("unpin", CareJson.Default.MarksShape),
        new("tier", CareJson.Default.MarksShape),
        new("care duplicates", CareJson.Default.DuplicatesShape),
        new("care orphans", CareJson.Default.OrphansShape),
        new("care stale", CareJson.Default.StaleListShape),
        new("care tags", CareJson.Default.TagsShape),
        new("care tags rename", CareJson.Default.RenamedTagShape),
        new("care tiers", CareJson.Default.TiersShape),
        new("care history", CareJson.Default.HistoryShape),
        new("care undo", CareJson.Default.UndoShape),
        new("run", AnalyticsJson.Default.RunShape),
        new("algorithms", AnalyticsJson.Default.AlgorithmShapeArray),
        new("import", TransferJsonContext.Default.ImportShape),
        new("export", TransferJsonContext.Default.ExportShape),
        new("backup", BackupJsonContext.Default.BackupShape),
        new("restore", BackupJsonContext.Default.RestoreShape),
        new("workspaces list", WorkspaceJsonContext.Default.WorkspaceListShape),
        new("workspaces create", WorkspaceJsonContext.Default.WorkspaceShape),
        new("workspaces rename", WorkspaceJsonContext.Default.WorkspaceShape),
        new("workspaces merge", WorkspaceJsonContext.Default.MergeShape),
        new("workspaces quota", WorkspaceJsonContext.Default.WorkspaceShape),
        new("workspaces delete", WorkspaceJsonContext.Default.DeletedWorkspaceShape),
        new("status", StatusJsonContext.Default.StatusShape),
        new("doctor", DoctorJsonContext.Default.CheckShapeArray),
        new("registry", RegistryJsonContext.Default.RegistryShapeArray),
        new("vectors status", VectorJsonContext.Default.VectorStatusShape),
        new("vectors update", VectorJsonContext.Default.VectorStatusShape),
        new("vectors rebuild", VectorJsonContext.Default.VectorStatusShape),
        new("plugins list", PluginJson.Default.PluginListShape),
        new("plugins show", PluginJson.Default.PluginShape),
        new("plugins enable", PluginJson.Default.PluginShape),
        new("plugins disable", PluginJson.Default.PluginShape),
        new("plugins configure", PluginJson.Default.PluginShape),
        new("plugins validate", PluginJson.Default.PluginShape),
        new("config show", ConfigJsonContext.Default.SettingShapeArray),
        new("config keys", ConfigJsonContext.Default.KeyShapeArray),
        new("config set", ConfigJsonContext.Default.ConfigSetShape),
        new("config validate", ConfigJsonContext.Default.ConfigValidShape),
        new("eval retrieval", EvalJsonContext.Default.RetrievalReport),
        new("eval bitemporal", EvalJsonContext.Default.BitemporalReport),
        new("eval cache", EvalJsonContext.Default.CacheReport),
        new("bench memory", BenchJsonContext.Default.MemoryReport),
        new("bench hook", HookBenchJsonContext.Default.HookReport),
        new("bench rest", RestBenchJson.Default.RestReport),
        new("bench vectors", VectorBenchJsonContext.Default.VectorReport),
        new("bench analytics-workspace", StressJson.Default.AnalysisReport),
        new("bench analytics-stress", StressJson.Default.StressReport),
        new("bench analytics", AnalyticsBenchJson.Default.AnalyticsBenchReport),
    ];
}
