using ModelContextProtocol.Server;

namespace GraphMemory.Server.Mcp;

/// <summary>Revisions of the protocol are dates, so they compare as texts.</summary>
internal static class McpRevision
{
    public const string FirstStateless = "2026-07-28";

    /// <summary>True from 2026-07-28 on: each request stands for itself, and the server sends no requests.</summary>
    public static bool IsStateless(McpServer server) =>
        string.CompareOrdinal(server.NegotiatedProtocolVersion, FirstStateless) >= 0;
}
