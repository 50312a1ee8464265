namespace GraphMemory.Kernels.Analytics;

/// <summary>An immutable graph, nodes 0 to below n, without self-loops or parallel edges. Made by <see cref="StaticGraphBuilder"/>.</summary>
public sealed class StaticGraph
{
    /// <param name="outward">Arcs by source. In an undirected graph each edge is there both ways.</param>
    /// <param name="inward">Arcs by target; <paramref name="outward"/> itself when undirected.</param>
    public StaticGraph(Adjacency outward, Adjacency inward) => (Out, In) = (outward, inward);

    public Adjacency Out { get; }

    /// <summary>The arcs turned round: the row of a node holds who points to it.</summary>
    public Adjacency In { get; }

    public int NodeCount => Out.NodeCount;

    public bool IsDirected => !ReferenceEquals(Out, In);

    public bool IsWeighted => Out.IsWeighted;

    /// <summary>Edges, each counted once.</summary>
    public int EdgeCount => IsDirected ? Out.ArcCount : Out.ArcCount / 2;

    public long Bytes => IsDirected ? Out.Bytes + In.Bytes : Out.Bytes;

    /// <summary>The same graph with every edge of weight 1; shares its memory.</summary>
    public StaticGraph WithoutWeights()
    {
        if (!IsWeighted) { return this; }
        var outward = Out.WithoutWeights();
        return new StaticGraph(outward, IsDirected ? In.WithoutWeights() : outward);
    }

    /// <summary>Every arc turned round; shares its memory.</summary>
    public StaticGraph Reversed() => IsDirected ? new StaticGraph(In, Out) : this;
}
