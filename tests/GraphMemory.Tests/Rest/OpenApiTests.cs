using System.Net;
using System.Text.Json.Nodes;
using GraphMemory.Engine.Registries;
using GraphMemory.Server.Rest;

namespace GraphMemory.Tests.Rest;

public sealed class OpenApiTests
{
    private static readonly JsonNode Api = JsonNode.Parse(OpenApiDocument.Write(RestEndpoints.All))!;

    [Fact]
    public void Every_operation_is_in_the_document_under_its_path_and_method() => Assert.All(RestEndpoints.All.Items, endpoint =>
    {
        var operation = Api["paths"]![endpoint.FullPath]![endpoint.Method.ToLowerInvariant()]!;
        Assert.Equal(endpoint.Name, operation["operationId"]!.GetValue<string>());
        Assert.NotNull(operation["responses"]![endpoint.Answer.Status.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        Assert.Equal(endpoint.Body is not null, operation["requestBody"] is not null);
    });

    [Fact]
    public void Every_reference_leads_to_a_schema()
    {
        var references = References(Api).Distinct().ToList();

        Assert.NotEmpty(references);
        Assert.All(references, reference => Assert.NotNull(Api["components"]!["schemas"]![reference.Split('/')[^1]]));
    }

    [Fact]
    public void A_shape_tells_what_is_always_there_and_leaves_no_mark_of_its_making()
    {
        var fact = Api["components"]!["schemas"]!["Fact"]!;
        var required = fact["required"]!.AsArray().Select(name => name!.GetValue<string>()).ToList();

        Assert.Contains("id", required);
        Assert.Contains("entity", required);
        Assert.DoesNotContain("text", required);
        Assert.DoesNotContain("provenance", required);
        Assert.Equal("string", fact["properties"]!["text"]!["type"]!.GetValue<string>());
        Assert.Equal("text", Assert.Single(Api["components"]!["schemas"]!["ObservationBody"]!["required"]!.AsArray())!.GetValue<string>());
        Assert.DoesNotContain("x-null", Api.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_parameter_of_a_path_is_described() => Assert.All(RestEndpoints.All.Items, endpoint =>
    {
        var named = endpoint.Path.Split('/').Where(part => part.StartsWith('{')).Select(part => part[1..^1]);
        Assert.Equal(named, endpoint.Parameters.Where(parameter => parameter.Place == RestPlace.Path).Select(parameter => parameter.Name));
    });

    [Fact]
    public void An_operation_listed_twice_is_refused() =>
        Assert.Throws<ArgumentException>(() => new Registry<RestEndpoint>("twice", [RestEndpoints.All.Items[0], RestEndpoints.All.Items[0]]));

    [Fact]
    public async Task The_document_and_its_page_are_served_to_anybody_and_let_no_foreign_script_run()
    {
        await using var server = await RestServer.StartAsync("server.token_required=always");
        server.Client.DefaultRequestHeaders.Authorization = null;

        var document = await server.GetAsync("/openapi/v1.json");
        var page = await server.GetAsync("/docs");
        var script = await server.GetAsync("/docs.js");
        var style = await server.GetAsync("/docs.css");
        var held = await server.GetAsync("/docs", ("If-None-Match", page.Header("ETag")!));

        Assert.Equal("3.1.1", document.Ok()["openapi"]!.GetValue<string>());
        Assert.Contains("script-src 'self'", page.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", page.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Contains("src=\"/docs.js\"", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", page.Text + script.Text + style.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("innerHTML", script.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotModified, held.Status);
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject described => described.SelectMany(pair => pair is { Key: "$ref", Value: JsonValue value } ? [value.GetValue<string>()] : References(pair.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };
}
