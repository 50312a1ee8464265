using System.Text.Json;
using GraphMemory.Server.Cli;

namespace GraphMemory.Tests.Cli;

/// <summary>What a user may say about an import, and where an export may go.</summary>
public sealed class ImportOptionsTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("--on-conflict", "perhaps")]
    [InlineData("--on-conflict", "1")]
    [InlineData("--zone", "Atlantis/Capital")]
    [InlineData("--zone", "+25:00")]
    [InlineData("--zone", "+x")]
    [InlineData("--map", "absent.json")]
    public async Task An_option_that_is_not_understood_is_refused_by_name(string option, string value)
    {
        var file = _cli.Home.File("m.json", """{"content":"x"}""");
        var answer = await _cli.RunAsync("import", file, option, value);

        Assert.NotEqual(0, answer.ExitCode);
        Assert.Contains(option == "--map" ? "absent.json" : option, answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UTC", "2024-05-01T12:00:00.000Z")]
    [InlineData("+02:00", "2024-05-01T10:00:00.000Z")]
    [InlineData("-0330", "2024-05-01T15:30:00.000Z")]
    public async Task Times_without_an_offset_are_taken_in_the_zone_that_is_given(string zone, string expected)
    {
        var file = _cli.Home.File("m.csv", "Was,Wann\ntext,2024-05-01 12:00\n");
        var map = _cli.Home.File("map.json", """{"text":"Was","created":"Wann"}""");
        var imported = await _cli.RunAsync("import", file, "--from", "csv", "--map", map, "--zone", zone, "--about", "A", "--type", "place", "--on-conflict", "newest");
        var shown = await _cli.RunAsync("get", "A", "--json");

        Assert.True(imported.ExitCode == 0, imported.Error);
        Assert.Contains(expected, shown.Output, StringComparison.Ordinal);
        Assert.Contains("\"place\"", shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_is_one_file_goes_to_standard_output_and_a_folder_does_not()
    {
        await _cli.RunAsync("remember", "x", "--about", "A", "--tag", "t");
        using var output = new MemoryStream();
        _cli.Streams = (Stream.Null, output);
        var written = await _cli.RunAsync("export", "-", "--to", "json");
        _cli.Streams = (Stream.Null, new MemoryStream());
        var refused = await _cli.RunAsync("export", "-", "--to", "vault");

        Assert.True(written.ExitCode == 0, written.Error);
        Assert.Empty(written.Output);
        Assert.Contains("exported", written.Error, StringComparison.Ordinal);
        Assert.Equal(2, JsonDocument.Parse(output.ToArray()).RootElement.GetArrayLength());
        Assert.Contains("IMPORT_008", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_form_cannot_hold_is_told_to_people_too()
    {
        await _cli.RunAsync("remember", "x", "--about", "A", "--confidence", "0.5");
        var exported = await _cli.RunAsync("export", Path.Combine(_cli.Home.Path, "out"), "--to", "basic-memory");
        var imported = await _cli.RunAsync("import", _cli.Home.File("m.json", """{"content":"x","embedding":[1]}"""));

        Assert.Contains("the format cannot hold: confidences 1", exported.Output, StringComparison.Ordinal);
        Assert.Contains("left out: embeddings 1", imported.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_bar_tells_bytes_pace_and_the_time_left()
    {
        var error = new StringWriter();
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        using var bar = new ProgressBar(new CliEnvironment
        {
            Input = TextReader.Null, Output = TextWriter.Null, Error = error, OpenStreams = () => (Stream.Null, Stream.Null), Variables = new Dictionary<string, string>(),
            Platform = Server.Configuration.Platform.Linux, Home = "/", Folder = "/", Time = time, Terminal = new Terminal(false, false, true, 80), ListenForStop = () => CancellationToken.None,
        }, "import");
        time.Advance(TimeSpan.FromSeconds(10));
        bar.Report(new(1 << 20, 4 << 20, WorkProgress.Bytes, Records: 50_000));

        Assert.Contains("25 %  1 MiB of 4 MiB  5,000 records/s  0:00:30 left", error.ToString(), StringComparison.Ordinal);
    }
}
