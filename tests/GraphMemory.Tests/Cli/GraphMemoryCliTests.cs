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
        Time = TimeProvider.System,
        Terminal = Terminal.None,
        ListenForStop = () => CancellationToken.None,
    };
}
