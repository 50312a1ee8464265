using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using GraphMemory.Server.Mcp.Inside;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GraphMemory.Server.Mcp.Resources;

/// <summary>Tells one subscriber what the last stretch of the log changed for it, and nothing else.</summary>
/// <param name="id">Goes with every notice of a listening request; null for a session.</param>
internal sealed class ResourceNotices(
    McpConnection connection, McpServer server, ImmutableArray<string> uris, bool isListWatched, JsonNode? id, long seenSeq)
{
    private long _seenSeq = seenSeq;

    /// <summary>Called when the log has grown, once at a time.</summary>
    public async Task SendAsync(CancellationToken cancellationToken)
    {
        var reply = await connection.AskAsync(ChangeAnswers.Name, server, WriteQuestion, cancellationToken);
        if (reply.Structured is not { } changed) { return; }
        _seenSeq = changed.GetProperty("head").GetInt64();
        foreach (var uri in uris.Where(uri => IsTouched(uri, changed)))
        {
            await SendAsync(server, NotificationMethods.ResourceUpdatedNotification, new JsonObject { ["uri"] = uri }, id, cancellationToken);
        }

        if (isListWatched && changed.GetProperty("isListChanged").GetBoolean())
        {
            await SendAsync(server, NotificationMethods.ResourceListChangedNotification, [], id, cancellationToken);
        }
    }

    public static Task SendAsync(McpServer server, string method, JsonObject parameters, JsonNode? id, CancellationToken cancellationToken)
    {
        if (id is not null) { parameters["_meta"] = new JsonObject { [MetaKeys.SubscriptionId] = id.DeepClone() }; }
        return server.SendMessageAsync(new JsonRpcNotification { Method = method, Params = parameters }, cancellationToken);
    }

    private void WriteQuestion(Utf8JsonWriter writer)
    {
        writer.WriteNumber("after"u8, _seenSeq);
        WriteKeys("entities", ResourceAnswers.Entity);
        WriteKeys("facts", ResourceAnswers.Fact);

        void WriteKeys(string name, string kind)
        {
            writer.WriteStartArray(name);
            foreach (var uri in uris.Select(ResourceUri.Parse).Where(uri => uri?.Kind == kind)) { writer.WriteStringValue(uri!.Value.Key); }
            writer.WriteEndArray();
        }
    }

    private static bool IsTouched(string address, JsonElement changed) => ResourceUri.Parse(address) is { } uri && uri.Kind switch
    {
        ResourceAnswers.Entity => Holds(changed, "entities", uri.Key),
        ResourceAnswers.Fact => Holds(changed, "facts", uri.Key),
        _ => true,
    };

    private static bool Holds(JsonElement changed, string list, string key) => changed.GetProperty(list).EnumerateArray().Any(item => item.ValueEquals(key));
}
