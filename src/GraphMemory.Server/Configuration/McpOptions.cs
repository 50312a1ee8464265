using GraphMemory.Server.Mcp;

namespace GraphMemory.Server.Configuration;

internal sealed record McpOptions
{
    private static readonly McpLimits Default = new();

    /// <summary>Tool profile.</summary>
    public string Tools { get; init; } = "default";

    /// <summary>JSONL file that the reference profile imports at start and keeps as a mirror; empty for none.</summary>
    public string MemoryFile { get; init; } = "";

    /// <summary>Whether <c>graphmemory mcp</c> talks to a server that already runs on the same folder.</summary>
    public bool UseRunningServer { get; init; } = true;

    public int AnswerTokensMax { get; init; } = Default.AnswerTokensMax;

    public int AnswerTokensDefault { get; init; } = Default.AnswerTokensDefault;

    public int WatchIntervalMs { get; init; } = Default.WatchIntervalMs;

    public int RemoteTimeoutMs { get; init; } = Default.RemoteTimeoutMs;

    public int MemoryFileWaitMs { get; init; } = Default.MemoryFileWaitMs;

    public int LastAnswersMs { get; init; } = Default.LastAnswersMs;

    public McpLimits ToLimits()
    {
        var limits = new McpLimits();
        CopyTo(limits);
        return limits;
    }

    /// <summary>Into bounds that are in use: each call reads them anew.</summary>
    public void CopyTo(McpLimits limits)
    {
        limits.AnswerTokensMax = AnswerTokensMax;
        limits.AnswerTokensDefault = Math.Min(AnswerTokensDefault, AnswerTokensMax);
        limits.WatchIntervalMs = WatchIntervalMs;
        limits.RemoteTimeoutMs = RemoteTimeoutMs;
        limits.MemoryFileWaitMs = MemoryFileWaitMs;
        limits.LastAnswersMs = LastAnswersMs;
    }
}
