using System.CommandLine;
using System.Text.Json;
using GraphMemory.Server.Cli;

namespace GraphMemory.Tests.Cli;

public sealed class GraphMemoryCliTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Without_words_it_shows_help()
    {
        var answer = await _cli.RunAsync();

        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("config", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_misspelt_command_is_bad_usage_with_the_nearest_one()
    {
        var answer = await _cli.RunAsync("confg");

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("error CLI_001", answer.Error, StringComparison.Ordinal);
        Assert.Contains("Did you mean config?", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_misspelt_option_is_bad_usage_with_the_nearest_one()
    {
        var answer = await _cli.RunAsync("config", "show", "--jsn");

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("Did you mean --json?", answer.Error, StringComparison.Ordinal);
        Assert.Contains("\"graphmemory config show --help\"", answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--lmit", "Did you mean --limit?", "recall", "parser", "--lmit", "3")]
    [InlineData("--no-such-option", "put -- before it", "recall", "--no-such-option")]
    [InlineData("--abuot", "Did you mean --about?", "remember", "a text", "--abuot=parser")]
    [InlineData("--explain", "put -- before it", "remember", "a text", "--about", "--explain")]
    [InlineData("-x", "put -- before it", "forget", "-x")]
    [InlineData("--yess", "Did you mean --yes?", "purge", "parser", "--yess")]
    public async Task A_word_that_looks_like_an_option_is_never_taken_as_text(string name, string fix, params string[] line)
    {
        var answer = await _cli.RunAsync(line);

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains($"  {name}: is no option of this command. Fix: ", answer.Error, StringComparison.Ordinal);
        Assert.Contains(fix, answer.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_cli.DataFolder));
    }

    [Theory]
    [InlineData("--no-such-option is a text", "--", "--no-such-option is a text")]
    [InlineData("--flag", "--", "--flag")]
    [InlineData("- a list item", "- a list item")]
    [InlineData("-5 degrees", "-5 degrees")]
    [InlineData("@anna knows", "@anna knows")]
    [InlineData("@anna", "@anna")]
    public async Task Text_may_begin_with_any_sign(string text, params string[] words)
    {
        var answer = await _cli.RunAsync(["remember", "-a", "thing", .. words]);

        Assert.True(answer.ExitCode == 0, answer.Error);
        Assert.Contains(text, (await _cli.RunAsync("get", "thing")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_short_option_may_stand_together_with_its_value()
    {
        await _cli.RunAsync("remember", "the parser reads", "-aparser");

        Assert.Equal(0, (await _cli.RunAsync("recall", "-n5", "parser")).ExitCode);
    }

    [Fact]
    public async Task A_command_with_an_idempotency_key_is_done_once()
    {
        string[] line = ["remember", "said once", "-a", "thing", "--idempotency-key", "k1", "--json"];
        var first = await _cli.RunAsync(line);
        var again = await _cli.RunAsync(line);
        var other = await _cli.RunAsync("remember", "said otherwise", "-a", "thing", "--idempotency-key", "k1");
        await _cli.RunAsync("forget", "thing", "--idempotency-key", "k2");
        await _cli.RunAsync("remember", "back again", "-a", "thing");
        var forgotten = await _cli.RunAsync("forget", "thing", "--idempotency-key", "k2");

        Assert.Contains("\"new\": true", first.Output, StringComparison.Ordinal);
        Assert.Equal(first.Output, again.Output);
        Assert.Equal(1, other.ExitCode);
        Assert.Contains("belongs to another request", other.Error, StringComparison.Ordinal);
        Assert.Contains("forgot 1 fact;", forgotten.Output, StringComparison.Ordinal);
        Assert.Contains("back again", (await _cli.RunAsync("get", "thing")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_is_none_is_told_without_names_of_the_runtime()
    {
        var answer = await _cli.RunAsync("recall", "x", "--limit", "abc");

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("give a number", answer.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Blanks_are_nothing_to_remember()
    {
        var answer = await _cli.RunAsync("remember", "   ");

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("CLI_002", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_denies_in_its_own_words_is_shown_as_it_was_said()
    {
        await _cli.RunAsync("remember", "The build does not use the network", "-a", "build");
        await _cli.RunAsync("remember", "It runs on Windows", "-a", "build", "--denied");
        var shown = (await _cli.RunAsync("get", "build")).Output;

        Assert.DoesNotContain("not: The build", shown, StringComparison.Ordinal);
        Assert.Contains("not: It runs on Windows", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_json_a_problem_is_also_an_RFC_9457_object_on_stdout()
    {
        var answer = await _cli.RunAsync("config", "show", "--json", "--set", "nonsense=1");

        var problem = JsonDocument.Parse(answer.Output).RootElement;
        Assert.Equal("CONFIG_001", problem.GetProperty("code").GetString());
        Assert.Equal("urn:graphmemory:problem:CONFIG_001", problem.GetProperty("type").GetString());
        Assert.Equal(400, problem.GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task Every_command_explains_itself_with_examples_that_parse()
    {
        var environmentRoot = GraphMemoryCli.Root(Empty());
        foreach (var command in Leaves(environmentRoot))
        {
            Assert.NotEmpty(command.Examples);
            foreach (var example in command.Examples.Where(example => example.StartsWith("graphmemory ", StringComparison.Ordinal)))
            {
                Assert.Empty(environmentRoot.Parse(example["graphmemory ".Length..]).Errors);
            }

            var answer = await _cli.RunAsync([.. WordsOf(command), "--help"]);
            Assert.Equal(0, answer.ExitCode);
            Assert.Contains("Examples:", answer.Output, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<CliCommand> Leaves(Command command) =>
        command.Subcommands.SelectMany(sub => sub is CliCommand leaf ? [leaf] : Leaves(sub));

    private static IEnumerable<string> WordsOf(Symbol command) =>
        command.Parents.FirstOrDefault() is { } parent ? [.. WordsOf(parent), command.Name] : [];

    private static CliEnvironment Empty() => new()
    {
        Input = TextReader.Null,
        Output = TextWriter.Null,
        Error = TextWriter.Null,
        OpenStreams = () => (Stream.Null, Stream.Null),
        Variables = new Dictionary<string, string>(),
        Platform = GraphMemory.Server.Configuration.Platform.Linux,
        Home = "/",
        Folder = "/",
        Time = TimeProvider.System,
        Terminal = Terminal.None,
        ListenForStop = () => CancellationToken.None,
    };
}
