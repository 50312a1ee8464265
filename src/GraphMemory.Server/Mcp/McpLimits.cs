namespace GraphMemory.Server.Mcp;

/// <summary>Bounds of what goes through the MCP doors.</summary>
internal sealed class McpLimits
{
    /// <summary>Tokens that any one answer may cost; a call can ask for less. The reference profile answers in full, as that server does.</summary>
    public int AnswerTokensMax { get; set; } = 20_000;

    /// <summary>Tokens of an answer when the call does not say.</summary>
    public int AnswerTokensDefault { get; set; } = 4_000;

    /// <summary>How often a process looks for changes that others wrote, for subscribers and the memory file.</summary>
    public int WatchIntervalMs { get; set; } = 200;

    /// <summary>How often a stdio process looks whether its parent still lives.</summary>
    public int ParentLookMs { get; set; } = 1_000;

    /// <summary>How long answers are waited for after the input has ended.</summary>
    public int LastAnswersMs { get; set; } = 10_000;

    /// <summary>How long a call waits for a running server before the store is opened in this process instead.</summary>
    public int RemoteTimeoutMs { get; set; } = 30_000;

    /// <summary>How long a process waits for another one that is writing the same memory file.</summary>
    public int MemoryFileWaitMs { get; set; } = 10_000;
}
