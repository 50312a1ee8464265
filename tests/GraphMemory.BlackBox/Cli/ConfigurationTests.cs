using GraphMemory.BlackBox.Support;

namespace GraphMemory.BlackBox.Cli;

public sealed class ConfigurationTests
{
    [Fact]
    public async Task Unknown_keys_and_bad_values_are_refused_all_at_once_with_the_nearest_name()
    {
        using var folder = new DataFolder();
        var refused = await CommandLine.RunAsync(
            "config", "show", "--data", folder.Path, "--set", "server.prot=8080", "--set", "server.port=many");

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("server.prot", refused.Error, StringComparison.Ordinal);
        Assert.Contains("server.port", refused.Error, StringComparison.Ordinal);
        Assert.Contains("many", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Config_show_tells_the_origin_of_each_value_and_masks_secrets()
    {
        using var folder = new DataFolder();
        const string token = "0123456789abcdef0123456789abcdef-secret";
        var environment = new Dictionary<string, string> { ["GRAPHMEMORY__SERVER__TOKEN"] = token, ["GRAPHMEMORY__SERVER__PORT"] = "9001" };
        var shown = (await CommandLine.RunAsync(["config", "show", "--data", folder.Path, "--json"], environment)).Succeeded();

        Assert.DoesNotContain(token, shown.Output + shown.Error, StringComparison.Ordinal);
        Assert.Contains("9001", shown.Json.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("GRAPHMEMORY__SERVER__PORT", shown.Json.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-such-verb")]
    [InlineData("status", "--no-such-option")]
    [InlineData("recall", "x", "--limit", "0")]
    public async Task Bad_usage_has_exit_code_2_and_says_why(params string[] arguments)
    {
        using var folder = new DataFolder();
        var refused = await CommandLine.RunAsync([.. arguments, "--data", folder.Path]);

        Assert.Equal(2, refused.ExitCode);
        Assert.NotEmpty(refused.Error);
        Assert.Empty(refused.Output);
    }

    [Theory]
    [InlineData]
    [InlineData("--help")]
    [InlineData("recall", "--help")]
    public async Task Help_is_a_success(params string[] arguments)
    {
        var help = (await CommandLine.RunAsync(arguments)).Succeeded();
        Assert.Contains("graphmemory", help.Output, StringComparison.Ordinal);
    }
}
