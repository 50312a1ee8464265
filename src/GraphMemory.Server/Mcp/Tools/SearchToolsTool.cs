using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Server.Mcp.Tools;

/// <summary>Finds a tool by what it does: for clients that do not want to pay for the description of each.</summary>
internal sealed class SearchToolsTool(ImmutableArray<IMcpTool> tools) : IMcpTool
{
    private const string Fields = """
        "query":{"type":"string","description":"What you want to do"},
        "limit":{"type":"integer","minimum":1,"maximum":50,"description":"Most tools to return; 5 when not given"}
        """;

    public string Name => "search_tools";

    public ToolDescription Description { get; } = new(
        "Search Tools",
        "Find the tools of this server for something you want to do, each with what it takes.",
        GraphSchemas.Input(Fields, """["query"]"""),
        """
        {"type":"object","properties":{"tools":{"type":"array","items":{"type":"object","properties":{"name":{"type":"string"},"description":{"type":"string"},
          "inputSchema":{"type":"object"}},"required":["name","description","inputSchema"]}}},"required":["tools"]}
        """,
        ToolEffect.Reads);

    public ValueTask<ToolReply> CallAsync(JsonElement arguments, McpCallContext context)
    {
        var read = new ToolArguments(arguments);
        var (query, limit) = (read.FilledText("query"), read.Count("limit", 5, 1, 50));
        if (read.Problem(Name) is { } problem) { return ValueTask.FromResult(ToolReply.Failure(problem)); }
        ImmutableArray<IMcpTool> found = [.. Ranked(query).Take(limit)];
        return ValueTask.FromResult(ToolReply.Prose(
            found.Length == 0 ? "No tool does this; tools/list names all." : string.Join('\n', found.Select(tool => $"{tool.Name}: {tool.Description.Text}")),
            writer => ReferenceShapes.Wrapped(writer, () => Write(writer, found))));
    }

    /// <summary>BM25 over name, title and description; what holds no word of the query is left out.</summary>
    private IEnumerable<IMcpTool> Ranked(string query)
    {
        var texts = tools.Select(tool => Terms($"{tool.Name} {tool.Description.Title} {tool.Description.Text}")).ToList();
        var bm25 = new Bm25(Math.Max(1, texts.Average(text => text.Count)));
        var weights = Terms(query).Distinct(StringComparer.Ordinal).ToDictionary(
            term => term, term => Bm25.Idf(texts.Count(text => text.Contains(term)), texts.Count), StringComparer.Ordinal);
        return tools.Zip(texts, (tool, text) => (tool, Score: Score(text, weights, bm25))).Where(pair => pair.Score > 0)
            .OrderByDescending(pair => pair.Score).Select(pair => pair.tool);
    }

    private static double Score(List<string> text, Dictionary<string, double> weights, Bm25 bm25)
    {
        var norm = DocumentLength.ToNorm(text.Count);
        return weights.Sum(term => text.Count(word => word == term.Key) is var frequency and > 0 ? bm25.Score(term.Value, frequency, norm) : 0);
    }

    private static List<string> Terms(string text)
    {
        var tokens = new TokenBuffer();
        new TextAnalyzer().Analyze(text, tokens);
        return [.. Enumerable.Range(0, tokens.Count).Where(i => !tokens[i].Stop).Select(i => Encoding.UTF8.GetString(tokens.Term(i)))];
    }

    private static void Write(Utf8JsonWriter writer, ImmutableArray<IMcpTool> found)
    {
        writer.WriteStartArray("tools"u8);
        foreach (var tool in found)
        {
            writer.WriteStartObject();
            writer.WriteString("name"u8, tool.Name);
            writer.WriteString("description"u8, tool.Description.Text);
            writer.WritePropertyName("inputSchema"u8);
            writer.WriteRawValue(tool.Description.InputSchema);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
