using System.Collections.Immutable;
using System.Text.Json;
using GraphMemory.Engine.Analytics;
using GraphMemory.Engine.Analytics.Filters;
using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Engine.Analytics.Runs;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph.Queries;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Server.Mcp.Ide;

/// <summary>A graph with what every analysis of it needs, measured by the algorithms of the registry; relations are walked both ways.</summary>
/// <param name="subject">The same graph at the same position of the log: nodes have the same numbers in both.</param>
/// <param name="filter">A type, or text that the name holds; null for all.</param>
internal sealed class MeasuredGraph(LiveGraph graph, SubjectGraph subject, string? filter, CancellationToken cancellationToken)
{
    public LiveGraph Graph => graph;

    public ReadOnlyMemory<double> Ranks => field.IsEmpty ? field = Run("pagerank").Values!.Values : field;

    /// <summary>The nodes that were asked for.</summary>
    public ImmutableArray<int> Wanted { get; } =
    [
        .. graph.Nodes.Where(node => string.IsNullOrEmpty(filter) || node.Type.Equals(filter, StringComparison.OrdinalIgnoreCase)
            || node.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)).Select(node => node.Index),
    ];

    public static async Task<Result<MeasuredGraph>> OfAsync(McpCallContext context, string? filter)
    {
        var graph = context.Host.Graph(context.WorkspaceId);
        var request = new RunRequest { WorkspaceId = context.WorkspaceId, Algorithm = "", IsDirected = false, IsWeighted = false, Filter = new GraphFilter { AsOfSeq = graph.Seq } };
        var subject = await context.Host.Analytics.Value.SubjectAsync(request, context.CancellationToken);
        return subject.Map(found => new MeasuredGraph(graph, found.Graph, filter, context.CancellationToken));
    }

    public int Degree(int node) => subject.Graph.Out.Degree(node);

    /// <summary>Nodes at the other end of a node's relations, each once, by rising number.</summary>
    public ReadOnlySpan<int> Neighbours(int node) => subject.Graph.Out.Row(node);

    /// <summary>What an algorithm says of the whole graph. Its parameters are ours: that they do not fit would be a defect.</summary>
    public AlgorithmResult Run(string algorithm, params ReadOnlySpan<(string Name, string Value)> given)
    {
        var found = AlgorithmExecution.Find(GraphAlgorithms.All, algorithm).Value;
        var texts = given.ToArray().ToDictionary(pair => pair.Name, pair => ImmutableArray.Create(pair.Value), StringComparer.Ordinal);
        using var crew = new Crew(Environment.ProcessorCount, cancellationToken);
        return AlgorithmExecution.Run(found, subject, ParameterReading.Read(found, texts, subject).Value, crew, progress: null).Value.Result;
    }

    public string Label(int node) => GraphShapes.Label(graph.Nodes[node]);

    /// <summary>Some nodes with the relations between them.</summary>
    public void Draw(Utf8JsonWriter writer, ImmutableArray<int> nodes)
    {
        var drawn = nodes.ToHashSet();
        writer.WriteStartObject("visualization"u8);
        writer.WriteStartArray("nodes"u8);
        foreach (var node in nodes) { GraphShapes.Write(writer, graph.Nodes[node], Ranks.Span[node]); }
        writer.WriteEndArray();
        writer.WriteStartArray("edges"u8);
        foreach (var edge in nodes.SelectMany(node => graph.Out(node)).Select(edge => graph.Edges[edge]).Where(edge => drawn.Contains(edge.To))) { GraphShapes.Write(writer, graph, edge); }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
