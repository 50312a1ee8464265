using GraphMemory.Kernels.Analytics;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Engine.Analytics;

/// <summary>The graph that a run is about, with what its nodes and edges are called. Immutable; shared by runs.</summary>
public sealed class SubjectGraph
{
    private readonly Lock _gate = new();
    private readonly Func<string, int?> _find;
    private readonly Func<int, string> _name;
    private StaticGraph? _undirected;

    /// <param name="graph">As it was recorded, directed or not.</param>
    /// <param name="name">The name of a node.</param>
    /// <param name="find">The node of a name; null when there is none.</param>
    /// <param name="types">What kinds nodes and edges are of; <see cref="SubjectTypes.None"/> when nothing says so.</param>
    /// <param name="attributes">Numbers known of nodes; null when there are none.</param>
    public SubjectGraph(StaticGraph graph, Func<int, string> name, Func<string, int?> find, SubjectTypes types, PointSet? attributes = null) =>
        (Graph, _name, _find, Types, Attributes) = (graph, name, find, types, attributes);

    public StaticGraph Graph { get; }

    public SubjectTypes Types { get; }

    public PointSet? Attributes { get; }

    public string NodeName(int node) => _name(node);

    public int? FindNode(string name) => _find(name);

    /// <summary>Every edge both ways; made when it is first asked for, then kept.</summary>
    public StaticGraph Undirected(Crew crew)
    {
        if (!Graph.IsDirected) { return Graph; }
        lock (_gate) { return _undirected ??= Symmetric.Of(Graph, crew); }
    }
}
