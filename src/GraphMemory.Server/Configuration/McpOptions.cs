namespace GraphMemory.Server.Configuration;

internal sealed record McpOptions
{
    /// <summary>Tool profile.</summary>
    public string Tools { get; init; } = "default";

    /// <summary>JSONL file that the reference profile imports at start and keeps as a mirror; empty for none.</summary>
    public string MemoryFile { get; init; } = "";

    /// <summary>Whether <c>graphmemory mcp</c> talks to a server that already runs on the same folder.</summary>
    public bool UseRunningServer { get; init; } = true;
}
