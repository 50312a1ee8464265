using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Server;

namespace GraphMemory.Server.Mcp.Prompts;

/// <summary>One prompt being filled: its arguments, and the tools of the memory.</summary>
internal sealed record PromptCall(McpConnection Connection, McpServer Server, IDictionary<string, JsonElement>? Arguments, CancellationToken CancellationToken)
{
    public string? Argument(string name) =>
        Arguments?.TryGetValue(name, out var value) == true && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>What a tool answers; a failure of the tool fails the prompt with the same words.</summary>
    public async Task<string> ToolAsync(string profile, string tool, Action<Utf8JsonWriter> writeArguments)
    {
        var reply = await Connection.InvokeAsync(profile, tool, Server, writeArguments, CancellationToken);
        return reply.IsError ? throw new McpProtocolException(reply.Text, McpErrorCode.InvalidParams) : reply.Text;
    }
}
