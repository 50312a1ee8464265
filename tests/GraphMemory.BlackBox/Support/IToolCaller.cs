using System.Text.Json.Nodes;

namespace GraphMemory.BlackBox.Support;

/// <summary>An MCP session over some transport.</summary>
internal interface IToolCaller : IAsyncDisposable
{
    /// <summary>The JSON-RPC reply, whether it holds a result or an error.</summary>
    Task<JsonNode> RequestAsync(string method, JsonNode? parameters = null);
}

internal static class ToolCallerExtensions
{
    /// <summary>The tool's result object; a tool or protocol error fails the test with its text.</summary>
    public static async Task<JsonNode> CallAsync(this IToolCaller session, string tool, JsonNode arguments)
    {
        var reply = await session.RequestAsync("tools/call", new JsonObject { ["name"] = tool, ["arguments"] = arguments });
        return ToolReply.Value(reply);
    }
}

internal static class ToolReply
{
    public static bool IsError(JsonNode reply) => reply["error"] is not null || reply["result"]?["isError"]?.GetValue<bool>() == true;

    public static JsonNode Value(JsonNode reply)
    {
        Assert.False(IsError(reply), reply.ToJsonString());
        return reply["result"]!["structuredContent"] ?? JsonNode.Parse(reply["result"]!["content"]![0]!["text"]!.GetValue<string>())!;
    }
}
