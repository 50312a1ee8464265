using System.Text.Json;

namespace GraphMemory.Tests.Cli;

public sealed class ConfigCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Show_tells_value_and_origin_as_a_table()
    {
        var answer = await _cli.RunAsync("config", "show", "--set", "server.port=9000");

        Assert.Equal(0, answer.ExitCode);
        Assert.Matches(@"server\.port +9000 +flag --set", answer.Output);
        Assert.Matches(@"logging\.level +information +default", answer.Output);
    }

    [Fact]
    public async Task Show_prints_JSON_with_secrets_masked()
    {
        _cli.Variables["GRAPHMEMORY__SERVER__TOKEN"] = "0123456789abcdef0123456789abcdef";

        var answer = await _cli.RunAsync("config", "show", "--json");

        var token = JsonDocument.Parse(answer.Output).RootElement.EnumerateArray().Single(setting => setting.GetProperty("key").GetString() == "server.token");
        Assert.Equal("********", token.GetProperty("value").GetString());
        Assert.DoesNotContain("0123456789", answer.Output + answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_and_workspace_have_flags_of_their_own()
    {
        var answer = await _cli.RunAsync("config", "show", "--data", "/elsewhere", "-w", "work");

        Assert.Matches(@"data\.folder +/elsewhere +flag --data", answer.Output);
        Assert.Matches(@"data\.workspace +work +flag --workspace", answer.Output);
    }

    [Fact]
    public async Task Keys_explains_every_key()
    {
        var text = await _cli.RunAsync("config", "keys");
        var json = await _cli.RunAsync("config", "keys", "--json");

        Assert.Contains("GRAPHMEMORY_DATA or GRAPHMEMORY__DATA__FOLDER", text.Output, StringComparison.Ordinal);
        Assert.Contains("Secret.", text.Output, StringComparison.Ordinal);
        Assert.Equal(GraphMemory.Server.Configuration.ConfigurationKeys.All.Items.Length, JsonDocument.Parse(json.Output).RootElement.GetArrayLength());
    }

    [Fact]
    public async Task A_bad_setting_is_bad_usage_and_names_the_fix()
    {
        var answer = await _cli.RunAsync("config", "show", "--set", "server.prot=1", "--set", "server.port");

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("error CONFIG_001: 2 settings cannot be used.", answer.Error, StringComparison.Ordinal);
        Assert.Contains("Did you mean server.port?", answer.Error, StringComparison.Ordinal);
        Assert.Empty(answer.Output);
    }
}
