using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Paths;

/// <summary>
/// The exact diameter of an undirected graph, in hops, by iFUB (Crescenzi et al., 2013): a search from a middle node cuts the part into levels; from
/// the outermost inward, searches from a level's nodes (512 at once) raise the lower bound until no pair further in can beat it. A node that
/// cannot have a far one, by the searches from hubs (Takes and Kosters, 2011), is left out. Mostly a few searches instead of n; O(n m) at worst.
/// </summary>
public sealed class HopDiameter
{
    private const int HubsMax = 16;
    private readonly StaticGraph _graph;
    private readonly Crew _crew;
    private readonly BreadthFirst _search;
    private readonly int[] _distances;
    private readonly int[] _parents;
    private readonly int[] _upper;
    private readonly SweepScratch?[] _scratch;
    private int _best;
    private int _searches;

    private HopDiameter(StaticGraph graph, int best, Crew crew)
    {
        (_graph, _best, _crew, _search) = (graph, best, crew, new BreadthFirst(graph, crew));
        (_distances, _parents, _scratch) = (new int[graph.NodeCount], new int[graph.NodeCount], new SweepScratch?[crew.WorkerCount]);
        _upper = new int[graph.NodeCount];
        Array.Fill(_upper, int.MaxValue);
    }

    /// <returns>The largest distance between nodes that a path joins, and how many searches it took.</returns>
    /// <exception cref="ArgumentException">The graph is directed.</exception>
    public static (int Diameter, int Searches) Of(StaticGraph graph, Crew crew)
    {
        if (graph.IsDirected) { throw new ArgumentException("Only of undirected graphs.", nameof(graph)); }
        var (parts, diameter, searches) = (new Parts(graph, crew.Cancellation), 0, 0);
        for (var part = 0; part < parts.Count && parts[part].Length - 1 > diameter; part++)
        {
            var measure = new HopDiameter(DegreeOrder.Of(parts.Graph(part), crew).Graph, diameter, crew);
            searches += measure.Search();
            diameter = measure._best;
        }

        return (diameter, searches);
    }

    private int Search()
    {
        const int hub = 0; // first by degree
        var depth = From(Middle(Middle(hub)));
        var (levels, hubs) = (Levels(depth), 0);
        for (var level = depth; level > 0 && _best < 2 * level; level--)
        {
            for (; hubs < Math.Min(HubsMax, _upper.Length) && levels[level].Count > MultiSourceSweep.SourcesMax; hubs++) { From(hubs); }
            _searches += Level([.. levels[level].Where(node => _upper[node] > _best)], 2 * level);
        }

        return _searches;
    }

    /// <summary>One search, and what it says of all nodes: none is farther from any than through here.</summary>
    private int From(int source)
    {
        var depth = _search.Run(source, _distances);
        for (var node = 0; node < _upper.Length; node++) { _upper[node] = Math.Min(_upper[node], depth + _distances[node]); }
        (_best, _searches) = (Math.Max(_best, depth), _searches + 1);
        return depth;
    }

    /// <summary>Half-way on a long path: from a far node to the one farthest from it.</summary>
    private int Middle(int start)
    {
        From(start);
        var length = From(Farthest());
        var node = Farthest();
        Predecessors.OfHops(_graph, _distances, _parents, _crew);
        for (var step = 0; step < length / 2; step++) { node = _parents[node]; }
        return node;
    }

    private int Farthest()
    {
        var far = 0;
        for (var node = 1; node < _distances.Length; node++)
        {
            if (_distances[node] > _distances[far]) { far = node; }
        }

        return far;
    }

    private List<int>[] Levels(int depth)
    {
        var levels = new List<int>[depth + 1];
        for (var level = 0; level <= depth; level++) { levels[level] = []; }
        for (var node = 0; node < _distances.Length; node++)
        {
            if (_distances[node] >= 0) { levels[_distances[node]].Add(node); }
        }

        return levels;
    }

    /// <summary>Searches from the nodes of a level, until one is <paramref name="limit"/> deep: more no pair from here can be.</summary>
    private int Level(int[] sources, int limit)
    {
        var (done, round) = (0, MultiSourceSweep.SourcesMax * _crew.WorkerCount);
        for (; done < sources.Length && _best < limit; done += round)
        {
            var (batches, depths) = (Batches(sources, done, round), new int[_crew.WorkerCount]);
            _crew.Run(new Sweeps(this, batches, depths), batches.Count);
            _best = Math.Max(_best, depths.Max());
        }

        return Math.Min(done, sources.Length);
    }

    private static List<ArraySegment<int>> Batches(int[] sources, int start, int count) =>
        [.. Enumerable.Range(0, (Math.Min(count, sources.Length - start) + MultiSourceSweep.SourcesMax - 1) / MultiSourceSweep.SourcesMax)
            .Select(batch => start + (batch * MultiSourceSweep.SourcesMax))
            .Select(first => new ArraySegment<int>(sources, first, Math.Min(MultiSourceSweep.SourcesMax, sources.Length - first)))];

    private sealed class Sweeps(HopDiameter measure, List<ArraySegment<int>> batches, int[] depths) : IChunkWork
    {
        public void Execute(int chunk, int worker)
        {
            var scratch = measure._scratch[worker] ??= new SweepScratch(measure._graph.NodeCount);
            var counter = default(Uncounted);
            depths[chunk] = MultiSourceSweep.Run(measure._graph.Out, measure._graph.In, batches[chunk], scratch, ref counter);
        }
    }

    private readonly struct Uncounted : IHopCounter
    {
        public void Found(int node, int level, int sources) { }
    }
}
