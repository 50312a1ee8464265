using System.Text.Json;
using GraphMemory.Server.ImportExport;

namespace GraphMemory.Tests.Cli;

public sealed class TransferCommandTests : IDisposable
{
    private const string Reference = """
        {"type":"entity","name":"Anna","entityType":"person","observations":["leads the parser team"]}
        {"type":"relation","from":"Anna","to":"parser","relationType":"owns"}
        """;

    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_reference_file_comes_in_once()
    {
        var file = _cli.Home.File("memory.jsonl", Reference);

        var dry = await _cli.RunAsync("import", file, "--dry-run");
        var nothing = await _cli.RunAsync("get", "Anna");
        var first = await _cli.RunAsync("import", file);
        var second = JsonDocument.Parse((await _cli.RunAsync("import", file, "--json")).Output).RootElement;

        Assert.Contains("would import  2 records", dry.Output, StringComparison.Ordinal);
        Assert.Contains("created 2", dry.Output, StringComparison.Ordinal);
        Assert.NotEqual(0, nothing.ExitCode);
        Assert.True(first.ExitCode == 0, first.Error);
        Assert.Contains("imported  2 records", first.Output, StringComparison.Ordinal);
        Assert.Equal(0, second.GetProperty("created").GetInt64());
        Assert.Contains("leads the parser team", (await _cli.RunAsync("get", "Anna")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejected_records_are_named_with_their_file()
    {
        var file = _cli.Home.File("memory.jsonl", Reference + "\n{\"type\":\"entity\",\"name\":7}\n");

        var answer = await _cli.RunAsync("import", file, "--rejects", Path.Combine(_cli.Home.Path, "bad.jsonl"));

        Assert.Contains("rejected 1", answer.Output, StringComparison.Ordinal);
        Assert.Contains("bad.jsonl", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_format_goes_out_and_comes_back()
    {
        await _cli.RunAsync("import", _cli.Home.File("memory.jsonl", Reference));
        foreach (var format in MemoryFormats.Names(item => item is { CanImport: true, CanExport: true }))
        {
            var target = Path.Combine(_cli.Home.Path, "out-" + format);
            var exported = await _cli.RunAsync("export", target, "--format", format);
            var json = await _cli.RunAsync("export", target + "-2", "--format", format, "--json");
            var imported = await _cli.RunAsync("import", target, "-w", format);

            Assert.True(exported.ExitCode == 0, exported.Error);
            Assert.True(imported.ExitCode == 0, imported.Error);
            var anna = (await _cli.RunAsync("get", "Anna", "-w", format)).Output;
            Assert.Contains("leads the parser team", anna, StringComparison.Ordinal);
            var isTold = JsonDocument.Parse(json.Output).RootElement.GetProperty("lost").TryGetProperty("relations", out _);
            Assert.True(anna.Contains("owns → parser", StringComparison.Ordinal) ^ isTold, $"{format} loses relations, or says so without need");
        }
    }

    [Fact]
    public async Task Settings_of_another_program_are_told_and_written_only_when_asked()
    {
        var (file, configuration) = (_cli.Home.File("settings.env", "SERVER_PORT=9123\nLOG_LEVEL=warning\nSECRET_KEY=hidden\n"), Path.Combine(_cli.DataFolder, "config.json"));
        var told = await _cli.RunAsync("import", file);
        var dry = await _cli.RunAsync("import", file, "--write-config", "--dry-run");
        Assert.False(File.Exists(configuration));
        var written = await _cli.RunAsync("import", file, "--write-config");
        var again = await _cli.RunAsync("import", file, "--write-config");
        var shown = await _cli.RunAsync("config", "show");
        var misplaced = await _cli.RunAsync("import", _cli.Home.File("memory.jsonl", Reference), "--write-config");

        Assert.Contains("SERVER_PORT: is server.port = 9123", told.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", told.Output, StringComparison.Ordinal);
        Assert.Equal(0, dry.ExitCode);
        Assert.Contains("wrote server.port, logging.level", written.Error, StringComparison.Ordinal);
        Assert.Contains("needs nothing more", again.Error, StringComparison.Ordinal);
        Assert.Contains("9123", shown.Output, StringComparison.Ordinal);
        Assert.Equal(2, misplaced.ExitCode);
    }

    [Fact]
    public async Task What_is_not_there_or_not_known_is_refused()
    {
        Assert.Equal(1, (await _cli.RunAsync("import", Path.Combine(_cli.Home.Path, "absent"))).ExitCode);
        Assert.Equal(2, (await _cli.RunAsync("import", _cli.Home.File("x", "?"), "--format", "telepathy")).ExitCode);
        Assert.Equal(2, (await _cli.RunAsync("export", "x", "--format", "telepathy")).ExitCode);
        Assert.Equal(1, (await _cli.RunAsync("export", "x", "-w", "absent")).ExitCode);
    }
}
