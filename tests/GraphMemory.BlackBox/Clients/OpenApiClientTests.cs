using GraphMemory.BlackBox.Support;

namespace GraphMemory.BlackBox.Clients;

/// <summary>A TypeScript client generated from the OpenAPI document of the running server: generated, type-checked, run (tests/node/scenarios/openapi.mjs).</summary>
public sealed class OpenApiClientTests
{
    [Fact]
    public async Task It_is_generated_compiles_and_holds_a_conversation()
    {
        using var folder = new DataFolder();
        using var generated = new DataFolder();
        using var server = await ServerProcess.StartAsync(folder.Path);
        var (exitCode, output, error) = await NodeTool.RunScenarioAsync("openapi.mjs", server.Address.ToString(), server.Token, generated.Path);

        Assert.True(exitCode == 0, $"{output}\n{error}");
    }
}
