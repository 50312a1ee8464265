using System.Text.Json.Nodes;
using GraphMemory.BlackBox.Support;

namespace GraphMemory.BlackBox.Processes;

public sealed class LifetimeTests
{
    [Fact]
    public async Task Mcp_ends_when_its_input_closes()
    {
        using var folder = new DataFolder();
        await using var session = await McpOverStdio.StartAsync(folder.Path);
        Assert.Equal(0, await session.CloseAsync());
    }

    [Fact]
    public async Task Mcp_ends_when_its_input_closes_before_the_handshake()
    {
        using var folder = new DataFolder();
        using var process = new GraphMemoryProcess(["mcp", "--data", folder.Path]);
        process.Input.Close();
        Assert.Equal(0, await process.ExitAsync());
        Assert.Empty(await process.Output.ReadToEndAsync());
    }

    [Theory]
    [InlineData(GraphMemoryProcess.Interrupt)]
    [InlineData(GraphMemoryProcess.Terminate)]
    public async Task Mcp_ends_when_asked_though_its_input_stays_open(int signal)
    {
        using var folder = new DataFolder();
        await using var session = await McpOverStdio.StartAsync(folder.Path);
        session.Process.Send(signal);
        Assert.Equal(0, await session.Process.ExitAsync());
    }

    [Fact]
    public async Task Mcp_answers_everything_that_was_asked_before_its_input_closed()
    {
        using var folder = new DataFolder();
        using var process = new GraphMemoryProcess(["mcp", "--data", folder.Path]);
        await process.Input.WriteAsync(string.Concat(
            McpHandshake.Line(1, "initialize", McpHandshake.Parameters()),
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n",
            McpHandshake.Line(2, "tools/call", new() { ["name"] = "remember", ["arguments"] = new JsonObject { ["text"] = "said in passing" } })));
        process.Input.Close();
        var output = await process.Output.ReadToEndAsync();

        Assert.Equal(0, await process.ExitAsync());
        Assert.Equal([1, 2], output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!["id"]!.GetValue<int>()).Order());
        (await CommandLine.RunAsync("recall", "passing", "--data", folder.Path)).Succeeded();
    }

    [Fact]
    public async Task Mcp_through_a_running_server_ends_with_its_client_and_the_server_stays()
    {
        using var folder = new DataFolder();
        using var server = await ServerProcess.StartAsync(folder.Path);
        await using (var session = await McpOverStdio.StartAsync(folder.Path))
        {
            await session.CallAsync("create_entities", Reference.Entities("through the server"));
            Assert.Equal(0, await session.CloseAsync());
        }

        using var http = server.Client();
        using var health = await http.GetAsync("/health/live");
        Assert.True(health.IsSuccessStatusCode);
    }

    [Theory]
    [InlineData(GraphMemoryProcess.Interrupt)]
    [InlineData(GraphMemoryProcess.Terminate)]
    public async Task Serve_stops_in_good_order_when_asked(int signal)
    {
        using var folder = new DataFolder();
        using var server = await ServerProcess.StartAsync(folder.Path);
        server.Process.Send(signal);
        Assert.Equal(0, await server.Process.ExitAsync());
    }
}
