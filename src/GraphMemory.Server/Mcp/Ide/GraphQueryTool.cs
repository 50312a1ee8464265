using System.Collections.Immutable;
using System.Text.Json;
using GraphMemory.Engine.Graph.Cypher;
using GraphMemory.Engine.Graph.Queries;

namespace GraphMemory.Server.Mcp.Ide;

internal sealed class GraphQueryTool : IMcpTool
{
    private const string Fields = """
        "query":{"type":"string","minLength":1,"description":"Read-only Cypher: MATCH, WHERE, RETURN, ORDER BY, SKIP, LIMIT"},
        "parameters":{"type":"object","description":"Values of $names in the query"}
        """;

    public string Name => "graph_query";

    public ToolDescription Description { get; } = new(
        "Query Graph",
        "Ask the graph in a read-only part of Cypher. Labels are entity types; nodes have name, type, content, observations, tags; relations have type, weight. "
            + "Example: MATCH (s:service)-[:uses]->(d) WHERE d.name CONTAINS 'sql' RETURN s.name, count(d) AS n ORDER BY n DESC LIMIT 10",
        GraphSchemas.Input(Fields, """["query"]"""),
        """
        {"type":"object","properties":{"columns":{"type":"array","items":{"type":"string"}},"rows":{"type":"array","items":{"type":"array"}},
          "truncated":{"type":"boolean"}},"required":["columns","rows"]}
        """,
        ToolEffect.Reads);

    public ValueTask<ToolReply> CallAsync(JsonElement arguments, McpCallContext context)
    {
        var read = new ToolArguments(arguments);
        var (query, parameters) = (read.FilledText("query"), read.Object("parameters"));
        if (read.Problem(Name) is { } problem) { return ValueTask.FromResult(ToolReply.Failure(problem)); }
        var values = parameters.ValueKind != JsonValueKind.Object
            ? new Dictionary<string, object?>()
            : parameters.EnumerateObject().DistinctBy(property => property.Name).ToDictionary(property => property.Name, property => Value(property.Value));
        var answer = new GraphQuestion(query, values).Ask(context.Host.Graph(context.WorkspaceId), context.CancellationToken);
        return ValueTask.FromResult(answer.IsSuccess ? Show(answer.Value) : ToolReply.Failure(answer.Problem));
    }

    private static object? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? whole : value.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => ImmutableArray.CreateRange(value.EnumerateArray().Select(Value)),
        _ => null,
    };

    private static ToolReply Show(GraphAnswer answer) => IdeTools.Show(writer =>
    {
        IdeTools.WriteTexts(writer, "columns", answer.Columns);
        writer.WriteStartArray("rows"u8);
        foreach (var row in answer.Rows)
        {
            writer.WriteStartArray();
            foreach (var value in row) { Write(writer, value); }
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        if (answer.IsCut) { writer.WriteBoolean("truncated"u8, true); }
    });

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case string text: writer.WriteStringValue(text); break;
            case bool truth: writer.WriteBooleanValue(truth); break;
            case long whole: writer.WriteNumberValue(whole); break;
            case double number: writer.WriteNumberValue(number); break;
            case LiveNode node: GraphShapes.Write(writer, node); break;
            case LiveEdge edge: GraphShapes.Write(writer, edge); break;
            case ImmutableArray<object?> list:
                writer.WriteStartArray();
                foreach (var item in list) { Write(writer, item); }
                writer.WriteEndArray();
                break;
            default: throw new InvalidOperationException($"A query has no value of {value.GetType()}.");
        }
    }
}
