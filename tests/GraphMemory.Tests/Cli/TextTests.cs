using GraphMemory.Server.Cli;
using GraphMemory.Server.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace GraphMemory.Tests.Cli;

public sealed class TextTests
{
    [Theory]
    [InlineData("plain", 5)]
    [InlineData("記憶", 4)]
    [InlineData("e\u0301", 1)]
    public void Width_counts_the_cells_of_a_terminal(string text, int cells) => Assert.Equal(cells, DisplayWidth.Of(text));

    [Theory]
    [InlineData("memory", 6, "memory")]
    [InlineData("memory", 4, "mem…")]
    [InlineData("記憶記憶", 5, "記憶…")]
    public void A_cut_text_never_exceeds_its_width(string text, int width, string expected)
    {
        Assert.Equal(expected, DisplayWidth.Cut(text, width));
        Assert.True(DisplayWidth.Of(DisplayWidth.Cut(text, width)) <= width);
    }

    [Fact]
    public void A_table_aligns_and_gives_way_where_it_may()
    {
        var table = new TextTable(new("N", IsRight: true), new("TEXT", IsFlexible: true), new("DATE"));
        table.Add("7", "a text that is much too long for this line", "2026-01-01");
        table.Add("12", "short", "2026-01-02");
        using var output = new StringWriter();

        table.Write(output, default, widthMax: 36);

        Assert.Equal(
            [" N  TEXT                  DATE", " 7  a text that is much…  2026-01-01", "12  short                 2026-01-02"],
            output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Stored_text_cannot_steer_the_terminal()
    {
        Assert.Equal("a [31mb c", SafeText.Line("a\e[31mb\nc"));
        Assert.Equal("a\n\tb c", SafeText.Block("a\n\tb\u202Ec"));
        Assert.Equal("same", SafeText.Line("same"));
    }

    [Fact]
    public void Colour_is_for_terminals_that_want_it()
    {
        var terminal = World(new Terminal(true, true, true, 80), []);

        Assert.Equal("\e[31mx\e[0m", TextStyle.Of(terminal).Red("x"));
        Assert.Equal("x", TextStyle.Of(terminal with { Terminal = Terminal.None }).Red("x"));
        Assert.False(TextStyle.OfError(World(terminal.Terminal, new() { ["NO_COLOR"] = "1" })).HasColour);
        Assert.False(TextStyle.Of(World(terminal.Terminal, new() { ["TERM"] = "dumb" })).HasColour);
    }

    [Fact]
    public void Progress_draws_on_a_terminal_at_most_ten_times_a_second_and_leaves_nothing()
    {
        using var error = new StringWriter();
        var time = new FakeTimeProvider();
        var environment = World(new Terminal(true, true, true, 80), []) with { Error = error, Time = time };
        using (var bar = new ProgressBar(environment, "import"))
        {
            bar.Report(new(5, 10, "records"));
            bar.Report(new(6, 10, "records"));
            time.Advance(TimeSpan.FromSeconds(1));
            bar.Report(new(1234, null, "records"));
        }

        var frames = error.ToString().Split('\r', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, frames.Length);
        Assert.Contains("[##############..............]  50 %  5 of 10 records", frames[0], StringComparison.Ordinal);
        Assert.Contains("1,234 records", frames[1], StringComparison.Ordinal);
        Assert.Equal("\e[K", frames[2]);
    }

    [Fact]
    public void Progress_stays_silent_when_nobody_looks()
    {
        using var error = new StringWriter();
        using (var bar = new ProgressBar(World(Terminal.None, []) with { Error = error }, "import")) { bar.Report(new(1, 2, "records")); }

        Assert.Empty(error.ToString());
    }

    private static CliEnvironment World(Terminal terminal, Dictionary<string, string> variables) => new()
    {
        Input = TextReader.Null,
        Output = TextWriter.Null,
        Error = TextWriter.Null,
        OpenStreams = () => (Stream.Null, Stream.Null),
        Variables = variables,
        Platform = Platform.Linux,
        Home = "/",
        Folder = "/",
        Time = TimeProvider.System,
        Terminal = terminal,
        ListenForStop = () => CancellationToken.None,
    };
}
