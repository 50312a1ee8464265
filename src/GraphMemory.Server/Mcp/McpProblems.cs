using System.Collections.Immutable;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Server.Mcp;

/// <summary>What can go wrong between a client and a tool.</summary>
internal static class McpProblems
{
    public static readonly ProblemCode BadArguments = new("MCP_001", ProblemKind.Invalid, "The arguments of the tool call are not right.");

    public static readonly ProblemCode UnknownTool = new("MCP_002", ProblemKind.NotFound, "There is no tool of this name.");

    public static readonly ProblemCode UnknownProfile = new("MCP_003", ProblemKind.Invalid, "There is no tool profile of this name.");

    public static readonly ProblemCode KeyReused = new("MCP_004", ProblemKind.Conflict, "The idempotency key belongs to another request.");

    public static readonly ProblemCode MemoryFile = new("MCP_005", ProblemKind.Unavailable, "The memory file could not be read or written.");

    public static ImmutableArray<ProblemCode> All { get; } = [BadArguments, UnknownTool, UnknownProfile, KeyReused, MemoryFile];
}
