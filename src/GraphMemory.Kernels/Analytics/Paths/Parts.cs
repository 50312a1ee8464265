namespace GraphMemory.Kernels.Analytics.Paths;

/// <summary>The connected parts of an undirected graph that have an edge, largest first; of equal ones, that of the smallest node.</summary>
internal sealed class Parts
{
    private readonly StaticGraph _graph;
    private readonly int[] _nodes;
    private readonly List<Range> _parts = [];
    private int[]? _newOf;

    public Parts(StaticGraph graph, CancellationToken cancellation)
    {
        (_graph, _nodes) = (graph, new int[graph.NodeCount]);
        var visited = new Bitmap(graph.NodeCount);
        var end = 0;
        for (var start = 0; start < graph.NodeCount; start++)
        {
            if (graph.Out.Degree(start) == 0 || visited[start]) { continue; }
            cancellation.ThrowIfCancellationRequested();
            var begin = end;
            end = Flood(start, visited, begin);
            _nodes.AsSpan(begin..end).Sort();
            _parts.Add(begin..end);
        }

        _parts.Sort((a, b) => (Size(b), a.Start.Value).CompareTo((Size(a), b.Start.Value)));
    }

    public int Count => _parts.Count;

    /// <summary>Nodes of a part, ascending.</summary>
    public Span<int> this[int part] => _nodes.AsSpan(_parts[part]);

    /// <summary>A part as a graph of its own, without weights; nodes keep their order.</summary>
    public StaticGraph Graph(int part)
    {
        var nodes = this[part];
        if (nodes.Length == _graph.NodeCount) { return _graph; }
        var (newOf, offsets) = (_newOf ??= new int[_graph.NodeCount], new int[nodes.Length + 1]);
        for (var i = 0; i < nodes.Length; i++)
        {
            newOf[nodes[i]] = i;
            offsets[i + 1] = offsets[i] + _graph.Out.Degree(nodes[i]);
        }

        var (targets, arc) = (new int[offsets[^1]], 0);
        foreach (var node in nodes)
        {
            foreach (var target in _graph.Out.Row(node)) { targets[arc++] = newOf[target]; }
        }

        var arcs = new Adjacency(offsets, targets, []);
        return new StaticGraph(arcs, arcs);
    }

    private static int Size(Range part) => part.End.Value - part.Start.Value;

    private int Flood(int start, Bitmap visited, int end)
    {
        var next = end;
        visited.Add(start);
        for (_nodes[end++] = start; next < end; next++)
        {
            foreach (var node in _graph.Out.Row(_nodes[next]))
            {
                if (visited[node]) { continue; }
                visited.Add(node);
                _nodes[end++] = node;
            }
        }

        return end;
    }
}
