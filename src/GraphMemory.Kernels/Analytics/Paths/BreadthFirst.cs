using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Paths;

/// <summary>
/// Direction-optimising breadth-first search (Beamer, Asanović and Patterson, 2012), O(n + m): small frontiers look at their neighbours, large ones
/// are looked for by the nodes not yet reached. Holds its scratch memory, so that many searches cost one allocation. Distances are the same
/// whatever the number of threads.
/// </summary>
public sealed class BreadthFirst
{
    // From the paper, and as in the GAP Benchmark Suite (Beamer et al., 2015).
    private const int Alpha = 15;
    private const int Beta = 18;
    private readonly StaticGraph _graph;
    private readonly Crew _crew;
    private readonly SlidingQueue _queue;
    private readonly Chunks _nodes;
    private TopDownStep? _topDown;
    private BottomUpStep? _bottomUp;

    public BreadthFirst(StaticGraph graph, Crew crew)
    {
        (_graph, _crew, _queue) = (graph, crew, new SlidingQueue(graph.NodeCount));
        _nodes = new Chunks(graph.NodeCount, BottomUpStep.NodesPerChunk);
    }

    /// <summary>Hops from <paramref name="source"/> along the arcs; −1 where it cannot reach.</summary>
    /// <returns>The largest distance.</returns>
    public int Run(int source, int[] distances)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(distances.Length, _graph.NodeCount);
        _crew.Run(new Each(_nodes, range => distances.AsSpan(range).Fill(-1)), _nodes.Count);
        var topDown = _topDown ??= new TopDownStep(_graph.Out, _queue, _crew.WorkerCount);
        _queue.Clear();
        _queue.Append([source]);
        _queue.Slide();
        distances[source] = 0;
        var (level, unexplored, scout) = (0, (long)_graph.Out.ArcCount, (long)_graph.Out.Degree(source));
        while (_queue.Count > 0)
        {
            if (scout > unexplored / Alpha)
            {
                level = BottomUp(distances, level);
                scout = 1;
                continue;
            }

            unexplored -= scout;
            scout = topDown.Run(_crew, distances, ++level);
            _queue.Slide();
        }

        return Math.Max(0, level - 1);
    }

    /// <summary>Steps upward while the frontier is large; leaves the last one in the queue.</summary>
    private int BottomUp(int[] distances, int level)
    {
        var step = _bottomUp ??= new BottomUpStep(_graph, _queue);
        var found = _queue.Count;
        step.Begin(_crew, distances, _nodes.Count);
        for (var before = 0; found > 0 && (found >= before || found > _graph.NodeCount / Beta);)
        {
            before = found;
            found = step.Run(_crew, ++level, _nodes.Count);
        }

        step.End(_crew, _nodes.Count);
        _queue.Slide();
        return level;
    }
}
