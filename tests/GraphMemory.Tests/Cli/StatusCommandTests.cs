using System.Text.Json;

namespace GraphMemory.Tests.Cli;

public sealed class StatusCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task An_empty_memory_tells_the_first_step()
    {
        var answer = await _cli.RunAsync("status");

        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("Nothing is remembered yet", answer.Error, StringComparison.Ordinal);
        Assert.Contains("Server  none", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counts_are_shown_for_each_workspace()
    {
        await _cli.RunAsync("remember", "one", "-a", "x");
        await _cli.RunAsync("link", "x", "uses", "y");

        var text = await _cli.RunAsync("status");
        var json = JsonDocument.Parse((await _cli.RunAsync("status", "--json")).Output).RootElement;

        Assert.Matches(@"WORKSPACE +ENTITIES +OBSERVATIONS", text.Output);
        Assert.Equal(1, json.GetProperty("workspaces")[0].GetProperty("observations").GetInt64());
        Assert.Equal(1, json.GetProperty("workspaces")[0].GetProperty("relations").GetInt64());
        Assert.True(json.GetProperty("writable").GetBoolean());
    }

    [Fact]
    public async Task The_registry_lists_commands_keys_and_problem_codes()
    {
        var text = await _cli.RunAsync("registry");
        var json = JsonDocument.Parse((await _cli.RunAsync("registry", "--json")).Output).RootElement;

        Assert.Contains("CONFIG_001", text.Output, StringComparison.Ordinal);
        Assert.Contains("server.port", text.Output, StringComparison.Ordinal);
        Assert.Contains(json.EnumerateArray().First().GetProperty("items").EnumerateArray(), item => item.GetProperty("name").GetString() == "remember");
    }
}
