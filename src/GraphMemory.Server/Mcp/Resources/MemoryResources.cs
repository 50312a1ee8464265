using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using GraphMemory.Engine.Retrieval;
using GraphMemory.Server.Mcp.Inside;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GraphMemory.Server.Mcp.Resources;

/// <summary>The memory as MCP resources: three fixed ones, then every entity by the order it was made in; facts by their template only.</summary>
internal sealed class MemoryResources(McpConnection connection)
{
    private const string Json = "application/json";

    private static readonly TimeSpan TemplateLife = TimeSpan.FromHours(1);

    private static ImmutableArray<Resource> Fixed =>
    [
        new() { Uri = ResourceUri.Of(ResourceUri.Graph), Name = ResourceUri.Graph, Title = "Knowledge Graph", MimeType = Json, Description = "All entities with their observations, and all relations" },
        new() { Uri = ResourceUri.Of(ResourceAnswers.Recent), Name = ResourceAnswers.Recent, Title = "Recent Facts", MimeType = Json, Description = "What was recorded last, newest first" },
        new() { Uri = ResourceUri.Of(ResourceAnswers.Workspace), Name = ResourceAnswers.Workspace, Title = "Workspace", MimeType = Json, Description = "Which memory this is, and how much is in it" },
    ];

    public static ListResourceTemplatesResult Templates(RequestContext<ListResourceTemplatesRequestParams> request)
    {
        var (page, next) = PageCursor.Slice<ResourceTemplate>(
        [
            new() { UriTemplate = "memory://entity/{name}", Name = "entity", Title = "Entity", MimeType = Json, Description = "What stands about an entity, each fact with its id" },
            new() { UriTemplate = "memory://fact/{id}", Name = "fact", Title = "Fact", MimeType = Json, Description = "One fact with its dates and its source" },
        ], request.Params?.Cursor);
        return new ListResourceTemplatesResult { ResourceTemplates = page, NextCursor = next, TimeToLive = TemplateLife, CacheScope = CacheScope.Public };
    }

    public async ValueTask<ListResourcesResult> ListAsync(RequestContext<ListResourcesRequestParams> request, CancellationToken cancellationToken)
    {
        var after = PageCursor.PositionOf(request.Params?.Cursor);
        var fixedOnes = request.Params?.Cursor is null ? Fixed : [];
        var count = PageCursor.PageSize - fixedOnes.Length;
        var reply = await connection.AskAsync(ResourceAnswers.EntityPage, request.Server, writer =>
        {
            writer.WriteNumber("after"u8, after);
            writer.WriteNumber("limit"u8, count);
        }, cancellationToken);
        JsonElement[] entities = [.. Data(reply).GetProperty("entities").EnumerateArray()];
        return new ListResourcesResult
        {
            Resources = [.. fixedOnes, .. entities.Select(Described)],
            NextCursor = entities.Length == count ? PageCursor.After(entities[^1].GetProperty("id").GetInt64()) : null,
            TimeToLive = TimeSpan.Zero,
            CacheScope = CacheScope.Private,
        };
    }

    public async ValueTask<ReadResourceResult> ReadAsync(RequestContext<ReadResourceRequestParams> request, CancellationToken cancellationToken)
    {
        var address = request.Params.Uri;
        var uri = ResourceUri.Parse(address) ?? throw Unknown(address, request.Server);
        var reply = uri.Kind == ResourceUri.Graph
            ? await GraphAsync(request.Server, cancellationToken)
            : await connection.AskAsync(uri.Kind, request.Server, writer => WriteKey(writer, uri), cancellationToken);
        if (reply.IsError && reply.Code is "GRAPH_002" or "GRAPH_003") { throw Unknown(address, request.Server); }
        var text = uri.Kind == ResourceAnswers.Recent && !reply.IsError ? reply.Structured!.Value.GetRawText() : Text(reply);
        return new ReadResourceResult
        {
            Contents = [new TextResourceContents { Uri = address, MimeType = Json, Text = text }],
            TimeToLive = TimeSpan.Zero,
            CacheScope = CacheScope.Private,
        };
    }

    /// <summary>Not found is one of the invalid parameters since 2026-07-28; before, it had a code of its own.</summary>
    public static McpProtocolException Unknown(string? uri, McpServer server) =>
        new($"There is no resource \"{uri}\"; resources/list and resources/templates/list name those that are.",
            McpRevision.IsStateless(server) ? McpErrorCode.InvalidParams : McpErrorCode.ResourceNotFound) { Data = { ["uri"] = uri } };

    // The reference profile shows the graph in full, as its model does; the others within the budget of an answer.
    private Task<ToolReply> GraphAsync(McpServer server, CancellationToken cancellationToken)
    {
        var profile = connection.Profile.Name == ToolProfiles.Reference ? ToolProfiles.Reference : ToolProfiles.Default;
        return connection.InvokeAsync(profile, "read_graph", server, writer => writer.WriteNumber("budgetTokens"u8, ContextRequest.BudgetTokensMax), cancellationToken);
    }

    private static void WriteKey(Utf8JsonWriter writer, ResourceUri uri)
    {
        if (uri.Kind == ResourceAnswers.Entity) { writer.WriteString("name"u8, uri.Key); }
        if (uri.Kind == ResourceAnswers.Fact) { writer.WriteNumber("id"u8, long.Parse(uri.Key, CultureInfo.InvariantCulture)); }
    }

    private static Resource Described(JsonElement entity)
    {
        var (name, type) = (entity.GetProperty("name").GetString()!, entity.GetProperty("entityType").GetString()!);
        return new Resource { Uri = ResourceUri.OfEntity(name), Name = name, MimeType = Json, Description = type.Length > 0 ? type : null };
    }

    private static string Text(ToolReply reply) => reply.IsError ? throw new McpProtocolException(reply.Text, McpErrorCode.InternalError) : reply.Text;

    private static JsonElement Data(ToolReply reply) => reply.Structured ?? throw new McpProtocolException(reply.Text, McpErrorCode.InternalError);
}
