using System.Collections.Immutable;

namespace GraphMemory.Engine.Analytics;

/// <summary>Kinds and times of nodes and edges, beside a graph: edges here keep their type and stay apart where the graph merges them.</summary>
/// <param name="NodeTypeNames">Names of the types of nodes; an unnamed one is "".</param>
/// <param name="NodeTypes">Type of each node.</param>
/// <param name="NodeTimesMs">When each node was first recorded, milliseconds since 1970.</param>
/// <param name="EdgeTypeNames">Names of the types of edges.</param>
/// <param name="Edges">Every recorded edge.</param>
public sealed record SubjectTypes(
    ImmutableArray<string> NodeTypeNames, ImmutableArray<int> NodeTypes, ImmutableArray<long> NodeTimesMs,
    ImmutableArray<string> EdgeTypeNames, ImmutableArray<TypedEdge> Edges)
{
    /// <summary>Of a graph whose source names no types.</summary>
    public static SubjectTypes None { get; } = new([], [], [], [], []);

    public bool IsEmpty => NodeTypes.IsEmpty;
}

public readonly record struct TypedEdge(int Source, int Target, int Type, float Weight, long RecordedAtMs);
