using System.Diagnostics;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Centrality;

/// <summary>
/// How often a node lies between two others: the share of the shortest paths between them that run through it, summed over all pairs (Freeman, 1977;
/// Brandes, 2001). O(sources · m), or O(sources · (m + n log n)) with lengths.
/// </summary>
public static class Betweenness
{
    // Eight searches at once need some 300 bytes per node and thread: beyond this, all threads work on one source.
    internal const int LanesNodesMax = 1 << 17;
    private const int FewSources = 3;
    private const int PartsMax = 64;
    private const int PartCellsMax = 1 << 23;

    /// <summary>Adds up the dependencies of distinct sources on every node, in the order (source, target): an undirected pair counts from both ends.</summary>
    /// <param name="scores">One per node; overwritten.</param>
    /// <param name="isByLength">Weights are lengths and greater than 0; otherwise every edge is one hop.</param>
    public static void Sum(
        StaticGraph graph, ReadOnlyMemory<int> sources, bool isByLength, double[] scores, Crew crew, IProgress<double>? progress = null)
    {
        Debug.Assert(scores.Length == graph.NodeCount);
        Array.Clear(scores);
        if (isByLength && graph.IsWeighted) { Parts.Run(graph, sources, 1, static graph => new LengthSweep(graph), scores, crew, progress); }
        else if (graph.NodeCount > LanesNodesMax || sources.Length <= FewSources) { OneByOne(graph, sources.Span, scores, crew, progress); }
        else { Parts.Run(graph, Near(graph, sources), LaneRows.Lanes, static graph => new LaneSweep(graph), scores, crew, progress); }
    }

    private static void OneByOne(StaticGraph graph, ReadOnlySpan<int> sources, double[] scores, Crew crew, IProgress<double>? progress)
    {
        var sweep = new BetweennessOfOne(graph, crew);
        for (var i = 0; i < sources.Length; i++)
        {
            sweep.Add(sources[i], scores);
            progress?.Report((i + 1.0) / sources.Length);
        }
    }

    /// <summary>The sources in the order of a breadth-first search: those that go together then meet the same nodes at about the same level.</summary>
    private static int[] Near(StaticGraph graph, ReadOnlyMemory<int> sources)
    {
        var isSource = new bool[graph.NodeCount];
        foreach (var source in sources.Span) { isSource[source] = true; }
        var (seen, queue, ordered, count) = (new bool[graph.NodeCount], new int[graph.NodeCount], new int[sources.Length], 0);
        for (var start = 0; start < seen.Length; start++)
        {
            if (seen[start]) { continue; }
            var (head, tail) = (0, 1);
            (queue[0], seen[start]) = (start, true);
            while (head < tail)
            {
                var node = queue[head++];
                if (isSource[node]) { ordered[count++] = node; }
                foreach (var target in graph.Out.Row(node))
                {
                    if (!seen[target]) { (seen[target], queue[tail++]) = (true, target); }
                }
            }
        }

        Debug.Assert(count == sources.Length);
        return ordered;
    }

    /// <summary>A computation from a few sources that adds to scores.</summary>
    private interface ISweep
    {
        void Add(ReadOnlySpan<int> sources, double[] scores);
    }

    private sealed class LaneSweep(StaticGraph graph) : ISweep
    {
        private readonly BetweennessLanes _lanes = new(graph);

        public void Add(ReadOnlySpan<int> sources, double[] scores) => _lanes.Add(sources, scores);
    }

    private sealed class LengthSweep(StaticGraph graph) : ISweep
    {
        private readonly BetweennessByLength _search = new(graph);

        public void Add(ReadOnlySpan<int> sources, double[] scores) => _search.Add(sources[0], scores);
    }

    /// <summary>The sources in parts whose number depends on the graph alone. Each part has its own scores, which are added in the order of the parts:
    /// the sum has the same bits whatever the number of threads.</summary>
    private sealed class Parts : IChunkWork
    {
        private readonly StaticGraph _graph;
        private readonly ReadOnlyMemory<int> _sources;
        private readonly int _together;
        private readonly Func<StaticGraph, ISweep> _make;
        private readonly Chunks _parts;
        private readonly double[][] _scores;
        private readonly ISweep?[] _sweeps;
        private readonly CancellationToken _cancellation;
        private readonly IProgress<double>? _progress;
        private int _done;

        private Parts(StaticGraph graph, ReadOnlyMemory<int> sources, int together, Func<StaticGraph, ISweep> make, Crew crew, IProgress<double>? progress)
        {
            (_graph, _sources, _together, _make, _progress, _cancellation) = (graph, sources, together, make, progress, crew.Cancellation);
            var (batches, parts) = ((sources.Length + together - 1) / together, Math.Clamp(PartCellsMax / Math.Max(1, graph.NodeCount), 8, PartsMax));
            _parts = new Chunks(sources.Length, together * Math.Max(1, (batches + parts - 1) / parts));
            (_scores, _sweeps) = (new double[_parts.Count][], new ISweep[crew.WorkerCount]);
        }

        public static void Run(
            StaticGraph graph, ReadOnlyMemory<int> sources, int together, Func<StaticGraph, ISweep> make, double[] scores, Crew crew, IProgress<double>? progress)
        {
            var parts = new Parts(graph, sources, together, make, crew, progress);
            crew.Run(parts, parts._parts.Count);
            var nodes = new Chunks(scores.Length, 1 << 12);
            crew.Run(new Each(nodes, range => parts.AddUp(range, scores)), nodes.Count);
        }

        public void Execute(int chunk, int worker)
        {
            var (sweep, scores) = (_sweeps[worker] ??= _make(_graph), _scores[chunk] = new double[_graph.NodeCount]);
            for (var sources = _sources[_parts[chunk]]; !sources.IsEmpty; sources = sources[Math.Min(_together, sources.Length)..])
            {
                _cancellation.ThrowIfCancellationRequested();
                var batch = sources.Span[..Math.Min(_together, sources.Length)];
                sweep.Add(batch, scores);
                var done = Interlocked.Add(ref _done, batch.Length);
                if (worker == 0) { _progress?.Report((double)done / _sources.Length); }
            }
        }

        private void AddUp(Range nodes, double[] scores)
        {
            foreach (var part in _scores)
            {
                for (var node = nodes.Start.Value; node < nodes.End.Value; node++) { scores[node] += part[node]; }
            }
        }
    }
}
