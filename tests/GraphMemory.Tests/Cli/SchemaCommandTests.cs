using System.CommandLine;
using System.Text.Json.Nodes;
using GraphMemory.Server.Cli;
using GraphMemory.Server.Configuration;

namespace GraphMemory.Tests.Cli;

public sealed class SchemaCommandTests : IDisposable
{
    /// <summary>They speak a protocol, print a script, or print a schema.</summary>
    private static readonly string[] WithoutShape = ["mcp", "hook", "completion", "schema", "plugins run"];

    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Every_command_tells_what_it_prints()
    {
        var commands = Leaves(GraphMemoryCli.Root(Nowhere())).Select(WordsOf).Except(WithoutShape);

        var told = CommandShapes.All.Select(shape => shape.Path).ToList();
        string[] untold = [.. commands.Except(told)];
        Assert.Empty(untold);
        Assert.Equal(told.Distinct(), told);
    }

    [Theory]
    [InlineData("status", "status")]
    [InlineData("config show", "config", "show")]
    [InlineData("config keys", "config", "keys")]
    [InlineData("registry", "registry")]
    [InlineData("doctor", "doctor")]
    [InlineData("recall", "recall", "build")]
    [InlineData("context", "context", "build")]
    [InlineData("get", "get", "build")]
    [InlineData("timeline", "timeline", "build")]
    [InlineData("remember", "remember", "more", "-a", "build")]
    [InlineData("setup", "setup")]
    [InlineData("setup client", "setup", "cursor")]
    [InlineData("problem", "get", "nothing")]
    public async Task What_a_command_prints_is_what_its_schema_says(string path, params string[] line)
    {
        await _cli.RunAsync("remember", "The build runs on Linux", "-a", "build", "--tag", "ci");
        var schema = JsonNode.Parse((await _cli.RunAsync(["schema", .. path.Split(' ')])).Output)!;
        var printed = JsonNode.Parse((await _cli.RunAsync([.. line, "--json"])).Output)!;

        Assert.Equal("https://json-schema.org/draft/2020-12/schema", (string?)schema["$schema"]);
        AssertFits(printed, schema, schema, path);
    }

    [Fact]
    public async Task Without_words_all_are_told_and_an_unknown_one_is_refused()
    {
        var all = JsonNode.Parse((await _cli.RunAsync("schema")).Output)!["$defs"]!.AsObject();

        Assert.Equal([.. CommandShapes.All.Select(shape => shape.Path), "problem"], all.Select(pair => pair.Key));
        Assert.Contains("Did you mean recall?", (await _cli.RunAsync("schema", "recal")).Error, StringComparison.Ordinal);
    }

    /// <summary>The part of JSON Schema that the exporter writes: type, properties, required, items, references.</summary>
    private static void AssertFits(JsonNode? value, JsonNode schema, JsonNode root, string where)
    {
        if ((string?)schema["$ref"] is { } reference)
        {
            AssertFits(value, reference.Split('/').Skip(1).Aggregate(root, (node, step) => node is JsonArray list ? list[int.Parse(step)]! : node[step]!), root, where);
            return;
        }

        if (schema["type"] is { } type)
        {
            var allowed = type is JsonArray several ? several.Select(item => (string)item!).ToArray() : [(string)type!];
            Assert.True(allowed.Contains(TypeOf(value)) || (TypeOf(value) == "integer" && allowed.Contains("number")), $"{where}: {value?.ToJsonString()} is no {string.Join(" or ", allowed)}");
        }

        if (value is JsonObject known)
        {
            foreach (var required in schema["required"]?.AsArray() ?? []) { Assert.True(known.ContainsKey((string)required!), $"{where}: {required} is missing"); }
            foreach (var (name, member) in known)
            {
                var described = schema["properties"]?[name] ?? schema["additionalProperties"];
                Assert.True(described is not null, $"{where}: {name} is not described");
                AssertFits(member, described, root, $"{where}.{name}");
            }
        }

        if (value is JsonArray items && schema["items"] is { } element)
        {
            foreach (var item in items) { AssertFits(item, element, root, $"{where}[]"); }
        }
    }

    private static string TypeOf(JsonNode? value) => value switch
    {
        null => "null",
        JsonObject => "object",
        JsonArray => "array",
        _ => value.GetValueKind() switch
        {
            System.Text.Json.JsonValueKind.String => "string",
            System.Text.Json.JsonValueKind.Number => value.ToJsonString().All(char.IsAsciiDigit) ? "integer" : "number",
            _ => "boolean",
        },
    };

    private static IEnumerable<Command> Leaves(Command command) => command.Subcommands.SelectMany(sub => sub is CliCommand ? Leaves(sub).Prepend(sub) : Leaves(sub));

    private static string WordsOf(Symbol command) => command.Parents.FirstOrDefault() is { } parent and not RootCommand ? $"{WordsOf(parent)} {command.Name}" : command.Name;

    private static CliEnvironment Nowhere() => new()
    {
        Input = TextReader.Null, Output = TextWriter.Null, Error = TextWriter.Null, OpenStreams = () => (Stream.Null, Stream.Null),
        Variables = new Dictionary<string, string>(), Platform = Platform.Linux, Home = "/", Folder = "/", Time = TimeProvider.System,
        Terminal = Terminal.None, ListenForStop = () => CancellationToken.None,
    };
}
