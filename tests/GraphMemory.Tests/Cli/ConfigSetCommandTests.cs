using System.Text.Json.Nodes;

namespace GraphMemory.Tests.Cli;

public sealed class ConfigSetCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    private string FilePath => Path.Combine(_cli.DataFolder, "config.json");

    [Fact]
    public async Task The_first_key_makes_the_file_and_each_type_is_written_as_JSON_has_it()
    {
        await _cli.RunAsync("config", "set", "server.port", "9000");
        await _cli.RunAsync("config", "set", "store.read_only", "TRUE");
        await _cli.RunAsync("config", "set", "server.allowed_hosts", "a.example, b.example");
        var last = await _cli.RunAsync("config", "set", "logging.level", "debug");

        var json = JsonNode.Parse(await File.ReadAllTextAsync(FilePath))!;
        Assert.Equal(9000, (int)json["server"]!["port"]!);
        Assert.True((bool)json["store"]!["read_only"]!);
        Assert.Equal(["a.example", "b.example"], json["server"]!["allowed_hosts"]!.AsArray().Select(host => (string)host!));
        Assert.Contains("logging.level = debug", last.Output, StringComparison.Ordinal);
        Assert.Contains("take it over within seconds", last.Error, StringComparison.Ordinal);
        Assert.Matches(@"server\.port +9000 +file", (await _cli.RunAsync("config", "show")).Output);
        Assert.Equal((UnixFileMode)0b110_000_000, File.GetUnixFileMode(FilePath));
        Assert.Equal((UnixFileMode)0b111_000_000, File.GetUnixFileMode(_cli.DataFolder));
    }

    [Fact]
    public async Task Comments_and_other_entries_stay_and_unset_takes_one_key_out()
    {
        const string before = "// ours\n{\n  \"server\": { \"port\": 1 /* low */ },\n  \"logging.level\": \"warning\", // quiet\n}\n";
        _cli.Home.File(".local/share/graphmemory/config.json", before);

        await _cli.RunAsync("config", "set", "logging.level", "error");
        Assert.Equal(before.Replace("warning", "error", StringComparison.Ordinal), await File.ReadAllTextAsync(FilePath));
        await _cli.RunAsync("config", "set", "server.port", "--unset");
        Assert.Equal(before.Replace("warning", "error", StringComparison.Ordinal).Replace("\"port\": 1 ", "", StringComparison.Ordinal), await File.ReadAllTextAsync(FilePath));
        var nothing = await _cli.RunAsync("config", "set", "server.port", "--unset", "--json");
        Assert.False((bool)JsonNode.Parse(nothing.Output)!["changed"]!);
    }

    [Theory]
    [InlineData("Did you mean server.port?", "server.prot", "1")]
    [InlineData("It takes integer: 0 to 65535", "server.port", "many")]
    [InlineData("server.allow_non_loopback", "server.bind", "0.0.0.0")]
    [InlineData("--unset", "server.port")]
    [InlineData("--unset", "server.port", "1", "--unset")]
    public async Task What_would_stop_the_next_start_is_refused(string told, params string[] words)
    {
        var answer = await _cli.RunAsync(["config", "set", .. words]);

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains(told, answer.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(FilePath));
    }

    [Fact]
    public async Task A_file_with_faults_can_be_mended_key_by_key_but_not_made_worse()
    {
        _cli.Home.File(".local/share/graphmemory/config.json", """{ "server": { "port": "many" }, "nonsense": 1 }""");
        Assert.Equal(2, (await _cli.RunAsync("config", "validate")).ExitCode);
        Assert.Equal(2, (await _cli.RunAsync("config", "set", "server.bind", "0.0.0.0")).ExitCode);

        Assert.Equal(0, (await _cli.RunAsync("config", "set", "server.port", "1")).ExitCode);
        Assert.Contains("error CONFIG_001: 1 setting", (await _cli.RunAsync("config", "validate")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_file_is_refused_with_its_place()
    {
        _cli.Home.File(".local/share/graphmemory/config.json", "{ \"server\": ");
        var answer = await _cli.RunAsync("config", "set", "server.port", "1");

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("line 1, column 13", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_variable_that_wins_over_the_file_is_told_and_a_secret_is_not_shown()
    {
        _cli.Variables["GRAPHMEMORY__LOGGING__LEVEL"] = "error";
        var level = await _cli.RunAsync("config", "set", "logging.level", "debug");
        var secret = await _cli.RunAsync("config", "set", "server.token", "0123456789abcdef0123456789abcdef");

        Assert.Contains("GRAPHMEMORY__LOGGING__LEVEL is set and wins", level.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789", secret.Output + secret.Error, StringComparison.Ordinal);
        Assert.Contains("when they are started again", secret.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_tells_the_file_and_what_is_set()
    {
        Assert.Contains("no file, nothing set", (await _cli.RunAsync("config", "validate")).Output, StringComparison.Ordinal);
        await _cli.RunAsync("config", "set", "server.port", "9000");
        var valid = JsonNode.Parse((await _cli.RunAsync("config", "validate", "--json")).Output)!;

        Assert.Equal(FilePath, (string?)valid["file"]);
        Assert.Equal(["server.port"], valid["set"]!.AsArray().Select(key => (string)key!));
    }
}
