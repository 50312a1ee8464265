using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace GraphMemory.Server.Mcp.Ide;

internal sealed class GraphAnalyzeTool : IMcpTool
{
    private const int ShownMax = 20;
    private const int DrawnMax = 100;

    private const string Fields = """
        "analysis_type":{"type":"string","enum":["centrality","clustering","paths","communities","statistics"]},
        "node_filter":{"type":"string","description":"Only nodes of this type, or whose name holds this text; for paths: where they start"},
        "depth":{"type":"integer","minimum":1,"maximum":10,"default":3,"description":"Hops that paths go"}
        """;

    public string Name => "graph_analyze";

    public ToolDescription Description { get; } = new(
        "Analyze Graph",
        "Measure the graph: centrality (PageRank), clustering, paths from a node, communities (Leiden), or statistics.",
        GraphSchemas.Input(Fields, """["analysis_type"]"""),
        """
        {"type":"object","properties":{"analysis_type":{"type":"string"},"results":{"type":"array","items":{"type":"object"}},
          "visualization":{"type":"object","properties":{"nodes":{"type":"array"},"edges":{"type":"array"}}},"insights":{"type":"array","items":{"type":"string"}}},
          "required":["analysis_type","results","visualization","insights"]}
        """,
        ToolEffect.Reads);

    public async ValueTask<ToolReply> CallAsync(JsonElement arguments, McpCallContext context)
    {
        var read = new ToolArguments(arguments);
        var type = read.Choice("analysis_type", null, "centrality", "clustering", "paths", "communities", "statistics");
        var (filter, depth) = (read.TextOrNull("node_filter"), read.Count("depth", 3, 1, 10));
        if (read.Problem(Name) is { } problem) { return ToolReply.Failure(problem); }
        var graph = await MeasuredGraph.OfAsync(context, filter);
        if (!graph.IsSuccess) { return ToolReply.Failure(graph.Problem); }
        var measured = graph.Value;
        var analysis = type switch
        {
            "centrality" => Centrality(measured),
            "clustering" => Clustering(measured),
            "paths" => Paths(measured, depth),
            "communities" => Communities(measured),
            _ => Statistics(measured),
        };
        return Show(type, measured, analysis);
    }

    private static GraphAnalysis Centrality(MeasuredGraph graph)
    {
        ImmutableArray<int> top = [.. graph.Wanted.OrderByDescending(node => graph.Ranks.Span[node]).Take(ShownMax)];
        return new GraphAnalysis(
            [.. top.Select(node => (Action<Utf8JsonWriter>)(writer =>
            {
                writer.WriteString("node"u8, graph.Label(node));
                writer.WriteNumber("score"u8, Math.Round(graph.Ranks.Span[node], 6));
                writer.WriteNumber("degree"u8, graph.Degree(node));
            }))],
            top,
            top.Length == 0 ? [] : [$"{graph.Label(top[0])} is the most central of {graph.Wanted.Length} nodes, with {graph.Degree(top[0])} neighbours."]);
    }

    private static GraphAnalysis Clustering(MeasuredGraph graph)
    {
        var shares = graph.Run("clustering").Values!.Values;
        var measured = graph.Wanted.Where(node => graph.Degree(node) > 1).Select(node => (Node: node, Share: shares.Span[node])).ToList();
        ImmutableArray<(int Node, double Share)> top = [.. measured.OrderByDescending(each => each.Share).ThenByDescending(each => graph.Degree(each.Node)).Take(ShownMax)];
        var average = measured.Count == 0 ? 0 : measured.Average(each => each.Share);
        return new GraphAnalysis(
            [.. top.Select(each => (Action<Utf8JsonWriter>)(writer =>
            {
                writer.WriteString("node"u8, graph.Label(each.Node));
                writer.WriteNumber("coefficient"u8, Math.Round(each.Share, 6));
                writer.WriteNumber("degree"u8, graph.Degree(each.Node));
            }))],
            [.. top.Select(each => each.Node)],
            [string.Create(CultureInfo.InvariantCulture, $"On average {average:P0} of the pairs of a node's neighbours are neighbours themselves ({measured.Count} nodes have at least two).")]);
    }

    private static GraphAnalysis Paths(MeasuredGraph graph, int depth)
    {
        if (graph.Wanted.Length == 0) { return new GraphAnalysis([], [], ["There is no such node to start from."]); }
        var start = graph.Wanted.MaxBy(node => graph.Ranks.Span[node]);
        var hops = graph.Run("bfs", ("source", graph.Graph.Nodes[start].Name)).Values!.Values;
        var reached = Enumerable.Range(0, hops.Length).Select(node => (Node: node, Hops: (int)hops.Span[node])).Where(each => each.Hops > 0 && each.Hops <= depth)
            .OrderBy(each => each.Hops).ThenBy(each => each.Node).ToList();
        return new GraphAnalysis(
            [.. reached.Take(DrawnMax).Select(each => (Action<Utf8JsonWriter>)(writer =>
            {
                writer.WriteString("node"u8, graph.Label(each.Node));
                writer.WriteNumber("hops"u8, each.Hops);
                IdeTools.WriteTexts(writer, "path", PathTo(graph, each.Node, hops).Select(graph.Label));
            }))],
            [start, .. reached.Take(DrawnMax - 1).Select(each => each.Node)],
            [$"{graph.Label(start)} reaches {reached.Count} nodes within {depth} hops."]);
    }

    private static GraphAnalysis Communities(MeasuredGraph graph)
    {
        var labels = graph.Run("leiden").Groups!.GroupOf;
        var groups = graph.Wanted.GroupBy(node => labels.Span[node]).Where(group => group.Count() > 1).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).ToList();
        return new GraphAnalysis(
            [.. groups.Take(ShownMax).Select((group, i) => (Action<Utf8JsonWriter>)(writer =>
            {
                writer.WriteNumber("id"u8, i);
                writer.WriteNumber("size"u8, group.Count());
                IdeTools.WriteTexts(writer, "members", group.OrderByDescending(node => graph.Ranks.Span[node]).Take(ShownMax).Select(graph.Label));
            }))],
            [.. groups.SelectMany(group => group).Take(DrawnMax)],
            groups.Count == 0 ? ["No two nodes are related."] : [$"{groups.Count} communities of two nodes or more; the largest has {groups[0].Count()}."]);
    }

    private static GraphAnalysis Statistics(MeasuredGraph graph)
    {
        var (count, all) = (graph.Wanted.Length, graph.Wanted.ToHashSet());
        var edges = graph.Graph.Edges.Where(edge => all.Contains(edge.From) && all.Contains(edge.To)).ToList();
        var components = graph.Run("components").Groups!.GroupOf;
        var parts = graph.Wanted.Select(node => components.Span[node]).Distinct().Count();
        return new GraphAnalysis(
            [writer =>
            {
                writer.WriteNumber("nodes"u8, count);
                writer.WriteNumber("edges"u8, edges.Count);
                writer.WriteNumber("density"u8, count < 2 ? 0 : Math.Round(edges.Count / ((double)count * (count - 1)), 8));
                writer.WriteNumber("average_degree"u8, count == 0 ? 0 : Math.Round(graph.Wanted.Average(graph.Degree), 4));
                writer.WriteNumber("components"u8, parts);
                WriteCounts(writer, "node_types", graph.Wanted.GroupBy(node => graph.Graph.Nodes[node].Type));
                WriteCounts(writer, "edge_types", edges.GroupBy(edge => edge.Type));
            }],
            [.. graph.Wanted.OrderByDescending(node => graph.Ranks.Span[node]).Take(DrawnMax)],
            [$"{count} nodes and {edges.Count} relations in {parts} connected parts."]);
    }

    private static void WriteCounts<T>(Utf8JsonWriter writer, string name, IEnumerable<IGrouping<string, T>> groups)
    {
        writer.WriteStartObject(name);
        foreach (var group in groups.OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Take(DrawnMax))
        {
            writer.WriteNumber(group.Key, group.Count());
        }

        writer.WriteEndObject();
    }

    /// <summary>Back to the start, over the first neighbour that is a hop nearer.</summary>
    private static Stack<int> PathTo(MeasuredGraph graph, int node, ReadOnlyMemory<double> hops)
    {
        var path = new Stack<int>([node]);
        while (hops.Span[path.Peek()] > 0)
        {
            foreach (var neighbour in graph.Neighbours(path.Peek()))
            {
                if (hops.Span[neighbour] != hops.Span[path.Peek()] - 1) { continue; }
                path.Push(neighbour);
                break;
            }
        }

        return path;
    }

    private static ToolReply Show(string type, MeasuredGraph graph, GraphAnalysis analysis) => IdeTools.Show(writer =>
    {
        writer.WriteString("analysis_type"u8, type);
        writer.WriteStartArray("results"u8);
        foreach (var write in analysis.Results) { ReferenceShapes.Wrapped(writer, () => write(writer)); }
        writer.WriteEndArray();
        graph.Draw(writer, analysis.Drawn);
        IdeTools.WriteTexts(writer, "insights", analysis.Insights);
    });

    private sealed record GraphAnalysis(ImmutableArray<Action<Utf8JsonWriter>> Results, ImmutableArray<int> Drawn, ImmutableArray<string> Insights);
}
