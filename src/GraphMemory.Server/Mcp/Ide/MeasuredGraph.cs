using System.Collections.Immutable;
using System.Text.Json;
using GraphMemory.Engine.Graph.Analysis;
using GraphMemory.Engine.Graph.Queries;

namespace GraphMemory.Server.Mcp.Ide;

/// <summary>A graph with what every analysis of it needs.</summary>
/// <param name="filter">A type, or text that the name holds; null for all.</param>
internal sealed class MeasuredGraph(LiveGraph graph, string? filter)
{
    public LiveGraph Graph => graph;

    public int[][] Neighbours { get; } = GraphMeasures.Neighbours(graph);

    public double[] Ranks => field ??= GraphMeasures.PageRank(Neighbours);

    /// <summary>The nodes that were asked for.</summary>
    public ImmutableArray<int> Wanted { get; } =
    [
        .. graph.Nodes.Where(node => string.IsNullOrEmpty(filter) || node.Type.Equals(filter, StringComparison.OrdinalIgnoreCase)
            || node.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)).Select(node => node.Index),
    ];

    public string Label(int node) => GraphShapes.Label(graph.Nodes[node]);

    /// <summary>Some nodes with the relations between them.</summary>
    public void Draw(Utf8JsonWriter writer, ImmutableArray<int> nodes)
    {
        var drawn = nodes.ToHashSet();
        writer.WriteStartObject("visualization"u8);
        writer.WriteStartArray("nodes"u8);
        foreach (var node in nodes) { GraphShapes.Write(writer, graph.Nodes[node], Ranks[node]); }
        writer.WriteEndArray();
        writer.WriteStartArray("edges"u8);
        foreach (var edge in nodes.SelectMany(node => graph.Out(node)).Select(edge => graph.Edges[edge]).Where(edge => drawn.Contains(edge.To))) { GraphShapes.Write(writer, graph, edge); }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
