using System.Text.Json;
using GraphMemory.Engine.Registries;

namespace GraphMemory.Server.Mcp;

/// <summary>One tool: what a model is told about it, and what it does. A new tool is one class and one line in <see cref="ToolProfiles"/>.</summary>
internal interface IMcpTool : INamed
{
    ToolDescription Description { get; }

    /// <summary>Bad arguments and expected failures come back as a reply with <see cref="ToolReply.IsError"/>; nothing is thrown for them.</summary>
    ValueTask<ToolReply> CallAsync(JsonElement arguments, McpCallContext context);
}
