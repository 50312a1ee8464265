using System.Text.Json;
using System.Text.Json.Nodes;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Registries;
using GraphMemory.Server.Http;
using GraphMemory.Server.Mcp;

namespace GraphMemory.Server.Rest;

/// <summary>The OpenAPI 3.1 document of a list of operations.</summary>
internal static class OpenApiDocument
{
    public const string Path = "/openapi/v1.json";

    private const string Bearer = "token";

    /// <summary>What any request can meet.</summary>
    private static readonly ProblemCode[] Everywhere =
    [
        HttpProblems.Malformed, HttpProblems.TokenRefused, HttpProblems.HostRefused, HttpProblems.NotAcceptable, HttpProblems.TooMany, HttpProblems.Defect,
        HttpProblems.TooSlow,
    ];

    public static byte[] Write(Registry<RestEndpoint> endpoints)
    {
        var schemas = new OpenApiSchemas();
        var problem = schemas.Of(ProblemJsonContext.Default.ProblemBody);
        var paths = new JsonObject();
        foreach (var path in endpoints.Items.GroupBy(endpoint => endpoint.FullPath, StringComparer.Ordinal))
        {
            var item = new JsonObject();
            foreach (var endpoint in path) { item[endpoint.Method.ToLowerInvariant()] = Operation(endpoint, schemas, problem); }
            paths[path.Key] = item;
        }

        var document = new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = "GraphMemory", ["version"] = ProductVersion.Text,
                ["description"] = "The long-term memory of coding assistants over HTTP. Reading is free for programs of this machine; writing needs the local token.",
                ["license"] = new JsonObject { ["name"] = "MIT", ["identifier"] = "MIT" },
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["tags"] = Array(endpoints.Items.Select(endpoint => endpoint.Tag).Distinct(StringComparer.Ordinal).Select(tag => (JsonNode)new JsonObject { ["name"] = tag })),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = schemas.All(),
                ["securitySchemes"] = new JsonObject { [Bearer] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" } },
            },
        };
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, RestJson.Compact)) { document.WriteTo(writer); }
        return buffer.ToArray();
    }

    private static JsonObject Operation(RestEndpoint endpoint, OpenApiSchemas schemas, JsonNode problem)
    {
        var operation = new JsonObject
        {
            ["operationId"] = endpoint.Name, ["summary"] = endpoint.Summary, ["tags"] = new JsonArray(endpoint.Tag),
            ["parameters"] = Array(Parameters(endpoint).Select(parameter => (JsonNode)Parameter(parameter))),
        };
        if (endpoint.Body is { } body) { operation["requestBody"] = Body(body, schemas); }
        operation["responses"] = Responses(endpoint, schemas, problem);
        operation["security"] = endpoint.Reads
            ? new JsonArray(new JsonObject(), new JsonObject { [Bearer] = new JsonArray() })
            : new JsonArray(new JsonObject { [Bearer] = new JsonArray() });
        return operation;
    }

    private static IEnumerable<RestParameter> Parameters(RestEndpoint endpoint)
    {
        var own = endpoint.Parameters.AsEnumerable();
        if (endpoint.UsesWorkspace) { own = own.Append(CallParameters.Workspace); }
        return endpoint.IsIdempotentByKey ? own.Append(CallParameters.IdempotencyKey) : own;
    }

    private static JsonObject Parameter(RestParameter parameter) => new()
    {
        ["name"] = parameter.Name,
        ["in"] = parameter.Place.ToString().ToLowerInvariant(),
        ["required"] = parameter.IsRequired,
        ["description"] = parameter.Description,
        ["schema"] = parameter.Schema(),
    };

    private static JsonObject Body(RestBody body, OpenApiSchemas schemas)
    {
        var content = new JsonObject();
        foreach (var type in body.ContentTypes)
        {
            content[type] = new JsonObject { ["schema"] = type == RestContent.Json && body.Type is not null ? schemas.Of(body.Type) : new JsonObject { ["type"] = "string" } };
        }

        return new JsonObject { ["description"] = body.Description, ["required"] = true, ["content"] = content };
    }

    private static JsonObject Responses(RestEndpoint endpoint, OpenApiSchemas schemas, JsonNode problem)
    {
        var answer = endpoint.Answer;
        var success = new JsonObject { ["description"] = answer.Description };
        if (answer.ContentType is { } type)
        {
            success["content"] = new JsonObject { [type] = new JsonObject { ["schema"] = answer.Type is null ? new JsonObject { ["type"] = "string" } : schemas.Of(answer.Type) } };
        }

        var responses = new JsonObject { [answer.Status.ToString()] = success };
        if (endpoint.Freshness != RestFreshness.None && endpoint.Method == "GET") { responses["304"] = new JsonObject { ["description"] = "The version that If-None-Match names is still right." }; }
        foreach (var status in endpoint.Problems.Concat(Everywhere).GroupBy(code => ProblemStatus.Of(code.Kind)).OrderBy(status => status.Key))
        {
            responses[status.Key.ToString()] = new JsonObject
            {
                ["description"] = string.Join("; ", status.DistinctBy(code => code.Name).Select(code => $"{code.Name}: {code.Title.TrimEnd('.')}")) + ".",
                ["content"] = new JsonObject { [ProblemResponses.ContentType] = new JsonObject { ["schema"] = problem.DeepClone() } },
            };
        }

        return responses;
    }

    private static JsonArray Array(IEnumerable<JsonNode> nodes) => new([.. nodes]);
}
