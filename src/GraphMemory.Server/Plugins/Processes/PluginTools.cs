using System.Collections.Frozen;
using System.Text.Json;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Plugins;
using GraphMemory.Server.Mcp;

namespace GraphMemory.Server.Plugins.Processes;

/// <summary>
/// What a plugin's process may ask for: tools of this program by the requests <c>tools/list</c> and <c>tools/call</c>, each with the permission
/// that it needs. What they write passes no plugin.
/// </summary>
internal sealed class PluginTools(Func<ToolHost> host)
{
    private static readonly FrozenDictionary<string, PluginPermission> Needed = new Dictionary<string, PluginPermission>(StringComparer.Ordinal)
    {
        ["recall"] = PluginPermissions.MemoryRead,
        ["open_nodes"] = PluginPermissions.MemoryRead,
        ["remember"] = PluginPermissions.MemoryWrite,
        ["graph_query"] = PluginPermissions.GraphQuery,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public PluginRequest For(string plugin, PluginHost permissions) => async (method, parameters, cancellationToken) =>
    {
        if (method != "tools/call") { return McpProblems.UnknownTool.With($"There is no method {method}; plugins may call tools."); }
        if (parameters.ValueKind != JsonValueKind.Object || !parameters.TryGetProperty("name", out var named) || named.GetString() is not { } name || !Needed.TryGetValue(name, out var permission))
        {
            return McpProblems.UnknownTool.With($"Plugins may call {string.Join(", ", Needed.Keys.Order(StringComparer.Ordinal))}.");
        }

        if (permissions.Demand(permission) is { } problem) { return problem; }
        var arguments = parameters.TryGetProperty("arguments", out var given) && given.ValueKind == JsonValueKind.Object ? given : ToolReply.Data(PluginConnection.Empty);
        var workspace = parameters.TryGetProperty("_meta", out var meta) && meta.ValueKind == JsonValueKind.Object && meta.TryGetProperty("graphmemory/workspace", out var chosen) && chosen.ValueKind == JsonValueKind.String
            ? chosen.GetString()!
            : Engine.Graph.Workspace.DefaultName;
        var reply = await host().InvokeAsync(new ToolCall(ToolProfiles.All, name, workspace, arguments, $"plugin:{plugin}", Session: null, Key: null), cancellationToken);
        return (Action<Utf8JsonWriter>)(writer => Write(writer, reply));
    };

    private static void Write(Utf8JsonWriter writer, ToolReply reply)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("content");
        writer.WriteStartObject();
        writer.WriteString("type", "text");
        writer.WriteString("text", reply.Text);
        writer.WriteEndObject();
        writer.WriteEndArray();
        if (reply.Structured is { } structured)
        {
            writer.WritePropertyName("structuredContent");
            structured.WriteTo(writer);
        }

        if (reply.IsError) { writer.WriteBoolean("isError", true); }
        writer.WriteEndObject();
    }
}
