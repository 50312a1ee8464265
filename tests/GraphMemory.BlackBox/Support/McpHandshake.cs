using System.Text.Json.Nodes;

namespace GraphMemory.BlackBox.Support;

internal static class McpHandshake
{
    public const string ProtocolVersion = "2025-06-18";

    public static JsonObject Parameters() => new()
    {
        ["protocolVersion"] = ProtocolVersion,
        ["capabilities"] = new JsonObject(),
        ["clientInfo"] = new JsonObject { ["name"] = "black-box", ["version"] = "1" },
    };

    public static string Line(int id, string method, JsonObject parameters) =>
        new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = method, ["params"] = parameters }.ToJsonString() + "\n";
}
