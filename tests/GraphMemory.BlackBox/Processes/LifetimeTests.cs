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
