using GraphMemory.Server.Cli;

namespace GraphMemory.Tests.Cli;

public sealed class PagerTests : IDisposable
{
    private readonly CliHarness _cli = new() { Terminal = new(false, IsOutput: true, IsError: true, Width: 80, Height: 10) };
    private readonly List<(string Command, string Text)> _shown = [];

    public PagerTests() => _cli.Page = (command, text) =>
    {
        _shown.Add((command, text));
        return true;
    };

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Long_text_on_a_terminal_goes_through_the_pager_and_short_text_does_not()
    {
        var keys = await _cli.RunAsync("config", "keys");
        var set = await _cli.RunAsync("config", "validate");

        Assert.Empty(keys.Output);
        Assert.Equal("less -FRX", Assert.Single(_shown).Command);
        Assert.Contains("server.port", _shown[0].Text, StringComparison.Ordinal);
        Assert.Contains("valid", set.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PAGER", "more -s", "more -s")]
    [InlineData("GRAPHMEMORY_PAGER", "bat", "bat")]
    public async Task The_pager_is_the_persons_choice(string variable, string value, string command)
    {
        _cli.Variables["PAGER"] = "other";
        _cli.Variables[variable] = value;
        await _cli.RunAsync("config", "keys");

        Assert.Equal(command, Assert.Single(_shown).Command);
    }

    [Fact]
    public async Task Without_a_pager_or_a_terminal_the_text_is_printed()
    {
        Assert.NotEmpty((await _cli.RunAsync("config", "keys", "--no-pager")).Output);
        Assert.NotEmpty((await _cli.RunAsync("config", "keys", "--json")).Output);
        _cli.Variables["PAGER"] = "cat";
        Assert.NotEmpty((await _cli.RunAsync("config", "keys")).Output);
        _cli.Variables.Clear();
        _cli.Terminal = Terminal.None;
        Assert.NotEmpty((await _cli.RunAsync("config", "keys")).Output);

        Assert.Empty(_shown);
    }

    [Fact]
    public async Task A_pager_that_does_not_start_costs_nothing()
    {
        _cli.Page = (_, _) => false;

        Assert.NotEmpty((await _cli.RunAsync("config", "keys")).Output);
    }

    [Fact]
    public void A_real_pager_is_given_the_text_and_may_be_quit()
    {
        var path = Path.Combine(_cli.Home.Path, "shown");

        Assert.True(Pager.Run($"cat > '{path}'", "one\ntwo\n"));
        Assert.Equal("one\ntwo\n", File.ReadAllText(path));
        Assert.True(Pager.Run("true", new string('x', 1 << 20)));
        Assert.False(Pager.Run("no-such-pager-anywhere 2>/dev/null", "text"));
    }

    [Fact]
    public async Task Columns_and_colour_can_be_told_by_the_environment()
    {
        _cli.Variables["COLUMNS"] = "40";
        var narrow = (await _cli.RunAsync("config", "show", "--no-pager")).Output;
        _cli.Terminal = Terminal.None;
        _cli.Variables["CLICOLOR_FORCE"] = "1";
        var coloured = (await _cli.RunAsync("config", "show")).Output;
        _cli.Variables["NO_COLOR"] = "1";
        var plain = (await _cli.RunAsync("config", "show")).Output;

        Assert.Contains("…", narrow, StringComparison.Ordinal);
        Assert.Contains("\e[36m", coloured, StringComparison.Ordinal);
        Assert.DoesNotContain("\e[", plain, StringComparison.Ordinal);
    }
}
