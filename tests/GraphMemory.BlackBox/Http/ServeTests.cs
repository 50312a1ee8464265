using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using GraphMemory.BlackBox.Support;

namespace GraphMemory.BlackBox.Http;

public sealed class ServeTests
{
    private const string Initialize = """
        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}
        """;

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/health")]
    public async Task Health_answers_without_a_token(string path)
    {
        using var folder = new DataFolder();
        using var server = await ServerProcess.StartAsync(folder.Path);
        using var http = server.Client(withToken: false);
        using var response = await http.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Mcp_over_http_writes_and_reads()
    {
        using var folder = new DataFolder();
        using var server = await ServerProcess.StartAsync(folder.Path);
        await using var session = await McpOverHttp.ConnectAsync(server.Client());
        await session.CallAsync("create_entities", Reference.Entities("over http"));

        Assert.Equal(["over http"], Reference.NamesOf(await session.CallAsync("open_nodes", Reference.Names("over http"))));
    }

    [Fact]
    public async Task A_foreign_host_name_is_refused()
    {
        using var folder = new DataFolder();
        using var server = await ServerProcess.StartAsync(folder.Path);

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(server, request => request.Headers.Host = "evil.example"));
    }

    [Fact]
    public async Task A_foreign_web_page_is_refused()
    {
        using var folder = new DataFolder();
        using var server = await ServerProcess.StartAsync(folder.Path);

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(server, request => request.Headers.Add("Origin", "http://evil.example")));
    }

    [Fact]
    public async Task A_page_of_this_machine_is_welcome()
    {
        using var folder = new DataFolder();
        using var server = await ServerProcess.StartAsync(folder.Path);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, request => request.Headers.Add("Origin", server.Address.GetLeftPart(UriPartial.Authority))));
    }

    [Fact]
    public async Task Writing_without_the_token_is_refused()
    {
        using var folder = new DataFolder();
        using var server = await ServerProcess.StartAsync(folder.Path);
        using var http = server.Client(withToken: false);
        using var response = await http.SendAsync(Post(new JsonObject
        {
            ["jsonrpc"] = "2.0", ["id"] = 1, ["method"] = "tools/call",
            ["params"] = new JsonObject { ["name"] = "create_entities", ["arguments"] = Reference.Entities("nobody's") },
        }.ToJsonString()));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task A_body_above_the_bound_is_refused()
    {
        using var folder = new DataFolder();
        using var server = await ServerProcess.StartAsync(folder.Path, ["--set", "server.request_body_bytes_max=4096"]);
        using var http = server.Client();
        using var response = await http.SendAsync(Post(new string(' ', 5_000) + Initialize));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task An_unknown_path_is_a_problem_document()
    {
        using var folder = new DataFolder();
        using var server = await ServerProcess.StartAsync(folder.Path);
        using var http = server.Client();
        using var response = await http.GetAsync("/no/such/path");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task The_token_is_readable_by_its_owner_only()
    {
        using var folder = new DataFolder();
        using var server = await ServerProcess.StartAsync(folder.Path);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder.Path, "token")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.DatabaseFile));
    }

    [Fact]
    public async Task Listening_beyond_this_machine_needs_a_decision()
    {
        using var folder = new DataFolder();
        var refused = await CommandLine.RunAsync("serve", "--data", folder.Path, "--port", "0", "--bind", "0.0.0.0");

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("server.allow_non_loopback", refused.Error, StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> StatusAsync(ServerProcess server, Action<HttpRequestMessage> change)
    {
        using var http = server.Client();
        using var request = Post(Initialize);
        change(request);
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }

    private static HttpRequestMessage Post(string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/mcp") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Accept.ParseAdd("text/event-stream");
        return request;
    }
}
