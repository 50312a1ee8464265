using GraphMemory.BlackBox.Support;

namespace GraphMemory.BlackBox.Clients;

/// <summary>The official TypeScript SDK, both generations, each in one whole conversation (tests/node/scenarios/memory.mjs).</summary>
public sealed class TypeScriptSdkTests
{
    [Theory]
    [InlineData("sdk-1.mjs")]
    [InlineData("sdk-2.mjs")]
    public async Task It_holds_a_conversation_over_pipes(string scenario)
    {
        using var folder = new DataFolder();
        var (exitCode, output, error) = await NodeTool.RunScenarioAsync(scenario, "stdio", Binary.Path, "mcp", "--data", folder.Path, "--workspace", "w");

        Assert.True(exitCode == 0, $"{output}\n{error}");
    }

    [Theory]
    [InlineData("sdk-1.mjs")]
    [InlineData("sdk-2.mjs")]
    public async Task It_holds_a_conversation_over_http(string scenario)
    {
        using var folder = new DataFolder();
        using var server = await ServerProcess.StartAsync(folder.Path);
        var (exitCode, output, error) = await NodeTool.RunScenarioAsync(scenario, "http", new Uri(server.Address, "mcp").ToString(), server.Token);

        Assert.True(exitCode == 0, $"{output}\n{error}");
    }
}
