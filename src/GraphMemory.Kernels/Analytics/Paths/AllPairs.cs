using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Paths;

/// <summary>
/// What closeness and its kin need of the distances between all pairs, without ever holding them: for each node, how many reach it, the sum of
/// their distances and of the inverses, and the largest. Exact; O(n m / 512) words of work at best, all cores. Numbers are whole (inverses in
/// fixed point), so they are the same whatever the number of threads.
/// </summary>
public sealed class AllPairs
{
    /// <summary>Bits after the point of a sum of inverse distances: 2^19 nodes fit into 63 bits.</summary>
    private const int InverseBits = 43;

    public const int NodesMax = 1 << 19;

    private AllPairs(int nodeCount) => (Reached, Sums, Inverses, Farthest) = (new int[nodeCount], new long[nodeCount], new long[nodeCount], new int[nodeCount]);

    /// <summary>Other nodes with a path to each node.</summary>
    public int[] Reached { get; }

    /// <summary>Sum of their distances to it.</summary>
    public long[] Sums { get; }

    /// <summary>The largest of their distances.</summary>
    public int[] Farthest { get; }

    private long[] Inverses { get; }

    /// <summary>Sum of the inverses of their distances, each exact to 2^−43.</summary>
    public double Harmonic(int node) => Inverses[node] / (double)(1L << InverseBits);

    /// <param name="isOutward">Measure from each node to the others, instead of from the others to it; no matter when undirected.</param>
    /// <exception cref="ArgumentOutOfRangeException">More than <see cref="NodesMax"/> nodes.</exception>
    public static AllPairs Of(StaticGraph graph, bool isOutward, Crew crew)
    {
        var order = DegreeOrder.Of(graph, crew);
        var sources = new int[graph.NodeCount];
        for (var node = 0; node < sources.Length; node++) { sources[node] = node; }
        return From(order, sources, isOutward, crew);
    }

    /// <summary>The same from some sources only.</summary>
    /// <param name="sources">Distinct, by their new numbers.</param>
    internal static AllPairs From(DegreeOrder order, int[] sources, bool isOutward, Crew crew)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sources.Length, NodesMax);
        var (graph, batches) = (order.Graph, new Chunks(sources.Length, MultiSourceSweep.SourcesMax));
        var work = new Batches(isOutward ? graph.In : graph.Out, isOutward ? graph.Out : graph.In, sources, batches, crew.WorkerCount);
        crew.Run(work, batches.Count);
        return work.Merged(order.OldOf);
    }

    private sealed class Batches(Adjacency forth, Adjacency back, int[] sources, Chunks batches, int workers) : IChunkWork
    {
        private readonly (AllPairs Sums, SweepScratch Scratch)?[] _workers = new (AllPairs, SweepScratch)?[workers];

        public void Execute(int chunk, int worker)
        {
            var (sums, scratch) = _workers[worker] ??= (new AllPairs(forth.NodeCount), new SweepScratch(forth.NodeCount));
            var counter = new Counter(sums);
            MultiSourceSweep.Run(forth, back, sources.AsSpan(batches[chunk]), scratch, ref counter);
        }

        public AllPairs Merged(int[] oldOf)
        {
            var merged = new AllPairs(oldOf.Length);
            foreach (var part in _workers)
            {
                if (part is not { Sums: var sums }) { continue; }
                for (var node = 0; node < oldOf.Length; node++)
                {
                    var old = oldOf[node];
                    merged.Reached[old] += sums.Reached[node];
                    merged.Sums[old] += sums.Sums[node];
                    merged.Inverses[old] += sums.Inverses[node];
                    merged.Farthest[old] = Math.Max(merged.Farthest[old], sums.Farthest[node]);
                }
            }

            return merged;
        }
    }

    private readonly struct Counter(AllPairs sums) : IHopCounter
    {
        private readonly int[] _reached = sums.Reached;
        private readonly long[] _sums = sums.Sums;
        private readonly long[] _inverses = sums.Inverses;
        private readonly int[] _farthest = sums.Farthest;

        public void Found(int node, int level, int sources)
        {
            _reached[node] += sources;
            _sums[node] += (long)level * sources;
            _inverses[node] += (long)((double)sources / level * (1L << InverseBits));
            _farthest[node] = Math.Max(_farthest[node], level);
        }
    }
}
