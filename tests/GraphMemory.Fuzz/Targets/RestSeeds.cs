using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GraphMemory.Fuzz.Targets;

/// <summary>Good requests to the HTTP door: one for each operation of the OpenAPI document, made from its schemas, and some beside it.</summary>
internal static class RestSeeds
{
    private const int DepthMax = 6;

    private const string Head = "Host: 127.0.0.1\r\nAuthorization: Bearer 0123456789abcdef0123456789abcdef\r\nAccept: application/json, text/event-stream\r\n";

    public static IEnumerable<string> Of(JsonNode document) => Beside.Concat(
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        where operation.Key is "get" or "post" or "put" or "patch" or "delete"
        select Request(operation.Key.ToUpperInvariant(), path.Key, operation.Value!, document));

    private static IEnumerable<string> Beside =>
    [
        $"GET /health HTTP/1.1\r\n{Head}\r\n",
        $"GET /health/ready HTTP/1.1\r\n{Head}\r\n",
        $"GET /docs HTTP/1.1\r\n{Head}\r\n",
        Sent("POST", "/mcp", """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"recall","arguments":{"query":"a"}}}"""),
        Sent("POST", "/mcp", """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"f","version":"1"}}}"""),
        Sent("POST", "/mcp/tools", """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"graph_query","arguments":{"query":"MATCH (a:t)-[r:x]->(b) WHERE a.name CONTAINS 'q' RETURN a.name, count(b) ORDER BY a.name LIMIT 5"}}}"""),
        Sent("POST", "/mcp/tools", """[{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"memory_create","arguments":{"content":"c","type":"semantic","tags":["t"],"metadata":{"k":"v"}}}},{"jsonrpc":"2.0","id":2,"method":"tools/list"}]"""),
        "POST /mcp HTTP/1.1\r\n" + Head + "Transfer-Encoding: chunked\r\nContent-Type: application/json\r\n\r\n5\r\n{\"a\":\r\n2\r\n1}\r\n0\r\n\r\n",
    ];

    private static string Request(string method, string path, JsonNode operation, JsonNode document)
    {
        var parameters = (operation["parameters"]?.AsArray() ?? []).Select(parameter => Resolved(parameter!, document)).ToList();
        foreach (var parameter in parameters.Where(parameter => Is(parameter, "path"))) { path = path.Replace($"{{{Name(parameter)}}}", Text(parameter, document), StringComparison.Ordinal); }
        var query = string.Join('&', parameters.Where(parameter => Is(parameter, "query")).Select(parameter => $"{Name(parameter)}={Text(parameter, document)}"));
        var target = query.Length > 0 ? $"{path}?{query}" : path;
        var content = operation["requestBody"]?["content"]?.AsObject().FirstOrDefault();
        if (content is not { Value: { } shape }) { return $"{method} {target} HTTP/1.1\r\n{Head}\r\n"; }
        var body = shape["schema"] is { } schema ? Sample(schema, document, 0)?.ToJsonString() ?? "null" : "";
        return Sent(method, target, body, content.Value.Key);
    }

    private static string Sent(string method, string target, string body, string type = "application/json") =>
        $"{method} {target} HTTP/1.1\r\n{Head}Content-Type: {type}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    private static bool Is(JsonNode parameter, string place) => parameter["in"]!.GetValue<string>() == place;

    private static string Name(JsonNode parameter) => parameter["name"]!.GetValue<string>();

    private static string Text(JsonNode parameter, JsonNode document) => Sample(parameter["schema"]!, document, DepthMax - 1) switch
    {
        JsonArray items => items.Count > 0 ? items[0]!.ToString() : "",
        { } value => value.ToString(),
        null => "",
    };

    /// <summary>The smallest value that says something of each part of a schema.</summary>
    private static JsonNode? Sample(JsonNode schema, JsonNode document, int depth)
    {
        schema = Resolved(schema, document);
        if (schema.GetValueKind() != JsonValueKind.Object) { return JsonValue.Create("a"); }
        if (schema["enum"]?.AsArray() is { Count: > 0 } choices) { return choices[0]?.DeepClone(); }
        if ((schema["oneOf"] ?? schema["anyOf"])?.AsArray() is { Count: > 0 } ways) { return Sample(ways[0]!, document, depth); }
        return TypeOf(schema) switch
        {
            "object" when depth < DepthMax => new JsonObject((schema["properties"]?.AsObject() ?? [])
                .Select(property => KeyValuePair.Create(property.Key, Sample(property.Value!, document, depth + 1)))),
            "array" when depth < DepthMax && schema["items"] is { } items => new JsonArray(Sample(items, document, depth + 1)),
            "object" => new JsonObject(),
            "array" => new JsonArray(),
            "integer" => JsonValue.Create(1),
            "number" => JsonValue.Create(0.5),
            "boolean" => JsonValue.Create(true),
            _ => JsonValue.Create(schema["format"]?.GetValue<string>() == "date-time" ? "2026-01-01T00:00:00Z" : "a"),
        };
    }

    private static string TypeOf(JsonNode schema) => schema["type"] switch
    {
        JsonArray types => types.Select(type => type!.GetValue<string>()).FirstOrDefault(type => type != "null") ?? "string",
        { } type => type.GetValue<string>(),
        null => schema["properties"] is null ? "string" : "object",
    };

    private static JsonNode Resolved(JsonNode schema, JsonNode document)
    {
        if (schema.GetValueKind() != JsonValueKind.Object || schema["$ref"]?.GetValue<string>() is not { } reference) { return schema; }
        return reference.TrimStart('#', '/').Split('/').Aggregate(document, (node, part) => node[part]!);
    }
}
