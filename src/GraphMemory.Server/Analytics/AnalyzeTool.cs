using System.Globalization;
using System.Text;
using System.Text.Json;
using GraphMemory.Engine.Analytics;
using GraphMemory.Engine.Analytics.Filters;
using GraphMemory.Engine.Analytics.Runs;
using GraphMemory.Engine.Errors;
using GraphMemory.Server.Mcp;

namespace GraphMemory.Server.Analytics;

internal sealed class AnalyzeTool : IMcpTool
{
    private const string Fields = """
        "algorithm":{"type":"string","description":"Name of the algorithm; when left out, all are listed with their parameters"},
        "parameters":{"type":"object","description":"As the list says"},
        "types":{"type":"array","items":{"type":"string"},"description":"Only entities of these types"},
        "tags":{"type":"array","items":{"type":"string"},"description":"Only entities of which something is said under these tags"},
        "names":{"type":"array","items":{"type":"string"},"description":"Only these entities"},
        "relationTypes":{"type":"array","items":{"type":"string"},"description":"Only relations of these types"},
        "since":{"type":["string","integer"],"description":"Only what was recorded from then on"},
        "until":{"type":["string","integer"],"description":"Only what was recorded before then"},
        "asOf":{"type":["string","integer"],"description":"The graph as it was known then"},
        "undirected":{"type":"boolean","description":"Forget which way relations point"},
        "limit":{"type":"integer","minimum":1,"maximum":1000,"description":"Rows of each list; 10 when not given"},
        "timeoutMs":{"type":"integer","minimum":1,"maximum":3600000}
        """;

    public string Name => "analyze";

    public ToolDescription Description { get; } = new(
        "Analyze Graph",
        "Run a graph algorithm on the memory: who is central, what belongs together, what is unusual, how one gets from here to there. Call it without an algorithm to see which there are.",
        GraphSchemas.Input(Fields, "[]"),
        """{"type":"object","properties":{"algorithm":{"type":"string"},"findings":{"type":"array","items":{"type":"string"}},"items":{"type":"array"}}}""",
        ToolEffect.Reads);

    public async ValueTask<ToolReply> CallAsync(JsonElement arguments, McpCallContext context)
    {
        var read = new ToolArguments(arguments);
        var runs = context.Host.Analytics.Value;
        var (algorithm, limit) = (read.TextOrNull("algorithm"), read.Count("limit", 10, 1, RunReport.RowsMax));
        var request = Request(read, algorithm ?? "", context.WorkspaceId);
        if ((read.Problem(Name) ?? request.Problem) is { } problem) { return ToolReply.Failure(problem); }
        if (algorithm is null) { return List(runs); }
        var report = await runs.RunAsync(request.Value, null, context.CancellationToken);
        return report.IsSuccess ? Show(report.Value, context.Call.Workspace, limit) : ToolReply.Failure(report.Problem);
    }

    private static Result<RunRequest> Request(ToolArguments read, string algorithm, long workspaceId)
    {
        var given = read.Object("parameters");
        var parameters = given.ValueKind == JsonValueKind.Object ? RunArguments.Of(given.EnumerateObject().Select(field => KeyValuePair.Create(field.Name, field.Value))) : [];
        var timeoutMs = read.Has("timeoutMs") ? read.Count("timeoutMs", 1, 1, 3_600_000) : (int?)null;
        var request = new RunRequest
        {
            WorkspaceId = workspaceId, Algorithm = algorithm, Parameters = parameters, IsDirected = !read.Flag("undirected", false),
            Timeout = timeoutMs is { } ms ? TimeSpan.FromMilliseconds(ms) : null,
            Filter = new GraphFilter
            {
                Types = read.Texts("types", false), Tags = read.Texts("tags", false), Names = read.Texts("names", false), RelationTypes = read.Texts("relationTypes", false),
                SinceMs = read.InstantOrNull("since"), UntilMs = read.InstantOrNull("until"), AsOfMs = read.InstantOrNull("asOf"),
            },
        };
        var bad = parameters.FirstOrDefault(pair => pair.Value.IsDefault).Key;
        return bad is null ? request : McpProblems.BadArguments.With(
            "analyze was not run: its arguments are not right", new FieldProblem($"parameters.{bad}", "is neither a value nor a list of values", "give a number, a text, true or false, or a list of texts"));
    }

    private static ToolReply List(AnalyticsRuns runs)
    {
        var shape = new AlgorithmListShape([.. runs.Algorithms.Items.Select(algorithm => AlgorithmShape.Of(algorithm, null))]);
        var lines = shape.Items.Select(item => $"- {item.Name} ({item.Kind}): {item.Summary}{Parameters(item)}");
        return ToolReply.Prose(string.Join('\n', lines), writer => JsonSerializer.Serialize(writer, shape, AnalyticsJson.Default.AlgorithmListShape));
    }

    private static string Parameters(AlgorithmShape shape)
    {
        var properties = shape.Parameters["properties"]!.AsObject();
        return properties.Count == 0 ? "" : $" Parameters: {string.Join("; ", properties.Select(property => $"{property.Key}: {property.Value!["description"]}"))}";
    }

    private static ToolReply Show(RunReport report, string workspace, int limit)
    {
        var shape = RunShape.Of(report, workspace, limit);
        return ToolReply.Prose(Text(shape), writer => JsonSerializer.Serialize(writer, shape, AnalyticsJson.Default.RunShape));
    }

    private static string Text(RunShape shape)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{shape.Title} on {shape.Graph.Nodes:N0} entities and {shape.Graph.Edges:N0} relations (seq {shape.Seq}).\n");
        foreach (var line in (string[])[.. shape.Findings, .. shape.Notes]) { text.Append("- ").Append(line).Append('\n'); }
        foreach (var node in shape.Nodes ?? []) { text.Append(CultureInfo.InvariantCulture, $"{node.Name}: {node.Value:G6}\n"); }
        foreach (var group in shape.Groups ?? []) { text.Append(CultureInfo.InvariantCulture, $"group {group.Id}, {group.Size} entities: {string.Join(", ", group.Members.Take(8))}\n"); }
        foreach (var pair in shape.Pairs ?? []) { text.Append(CultureInfo.InvariantCulture, $"{pair.Source} and {pair.Target}: {pair.Score:G6}\n"); }
        foreach (var path in shape.Paths ?? []) { text.Append(CultureInfo.InvariantCulture, $"{string.Join(" > ", path.Nodes)} ({path.Length:G6})\n"); }
        foreach (var row in shape.Table?.Rows ?? []) { text.Append(string.Join(" | ", row)).Append('\n'); }
        foreach (var (name, value) in shape.Figures) { text.Append(CultureInfo.InvariantCulture, $"{name}: {value:G6}\n"); }
        return text.ToString();
    }
}
