using GraphMemory.Engine.Retrieval;
using GraphMemory.Server.Mcp;

namespace GraphMemory.Server.Configuration;

/// <summary>Keys of the MCP doors.</summary>
internal static class McpKeys
{
    public static IEnumerable<ConfigurationKey> All =>
    [
        ConfigurationKey.Of(ConfigurationKeys.McpTools, KeyFormat.Choice([.. ToolProfiles.Names]), "Tool profile offered to assistants",
            o => o.Mcp.Tools, (o, v) => o with { Mcp = o.Mcp with { Tools = v } }),
        ConfigurationKey.Of(ConfigurationKeys.McpMemoryFile, KeyFormat.Path, "JSONL file that the reference profile imports at start and keeps as a mirror",
            o => o.Mcp.MemoryFile, (o, v) => o with { Mcp = o.Mcp with { MemoryFile = v } }) with { ShortVariable = "MEMORY_FILE_PATH" },
        ConfigurationKey.Of("mcp.use_running_server", KeyFormat.Boolean, "graphmemory mcp talks to a server that already runs on the same folder",
            o => o.Mcp.UseRunningServer, (o, v) => o with { Mcp = o.Mcp with { UseRunningServer = v } }),
        Number("mcp.answer_tokens_max", 64, ContextRequest.BudgetTokensMax, "Tokens that any one answer may cost, whatever the call asks for",
            o => o.AnswerTokensMax, (o, v) => o with { AnswerTokensMax = v }) with { IsReloadable = true },
        Number("mcp.answer_tokens_default", 64, ContextRequest.BudgetTokensMax, "Tokens of an answer when the call does not say",
            o => o.AnswerTokensDefault, (o, v) => o with { AnswerTokensDefault = v }) with { IsReloadable = true },
        Number("mcp.watch_interval_ms", 10, 60_000, "How often subscribers and the memory file are told what other processes wrote",
            o => o.WatchIntervalMs, (o, v) => o with { WatchIntervalMs = v }),
        Number("mcp.remote_timeout_ms", 100, 600_000, "Time a call waits for a running server before the store is opened in this process instead",
            o => o.RemoteTimeoutMs, (o, v) => o with { RemoteTimeoutMs = v }),
        Number("mcp.memory_file_wait_ms", 0, 600_000, "Time a process waits for another one that is writing the same memory file",
            o => o.MemoryFileWaitMs, (o, v) => o with { MemoryFileWaitMs = v }),
        Number("mcp.last_answers_ms", 0, 600_000, "Time that answers are waited for after standard input has closed",
            o => o.LastAnswersMs, (o, v) => o with { LastAnswersMs = v }),
    ];

    private static ConfigurationKey Number(
        string path, int min, int max, string description, Func<McpOptions, int> get, Func<McpOptions, int, McpOptions> set) =>
        ConfigurationKey.Of(path, KeyFormat.Integer(min, max), description, o => get(o.Mcp), (o, v) => o with { Mcp = set(o.Mcp, v) });
}
