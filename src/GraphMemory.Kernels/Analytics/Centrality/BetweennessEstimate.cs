using System.Diagnostics;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Centrality;

/// <summary>How good an estimate shall be: no node's value is off by more than <paramref name="Epsilon"/>, with a chance of at least 1 − <paramref name="Delta"/>.</summary>
public readonly record struct EstimateTarget(double Epsilon, double Delta, ulong Seed);

/// <param name="Samples">Paths that were drawn.</param>
/// <param name="Error">The bound that holds, at most the one asked for.</param>
public readonly record struct EstimateReached(long Samples, double Error);

/// <summary>
/// Betweenness from random shortest paths, as many as the answer needs: KADABRA (Borassi and Natale, 2016). A path between a random pair is drawn by a
/// search from both ends; drawing stops when the empirical bounds of the paper's theorem hold, at the latest after the number that the
/// diameter asks for (Riondato and Kornaropoulos, 2014). Each path costs about √m on graphs like those of the real world.
/// </summary>
public static class BetweennessEstimate
{
    private const int SamplesPerChunk = 64;
    private const int ChunksMin = 16;

    /// <param name="scores">One per node; receives the share of all ordered pairs of nodes that it lies between, Σ σ(s,t|v) / σ(s,t) / (n (n − 1)).</param>
    public static EstimateReached Run(StaticGraph graph, EstimateTarget target, double[] scores, Crew crew, IProgress<double>? progress = null)
    {
        Debug.Assert(scores.Length == graph.NodeCount);
        Array.Clear(scores);
        if (graph.NodeCount < 3) { return new EstimateReached(0, 0); }
        var sampling = new Sampling(graph, target.Seed, crew.WorkerCount);
        var bounds = new Bounds(target, graph.NodeCount, PathNodesMax(graph));
        var samples = 0L;
        var error = double.PositiveInfinity;
        while (error > target.Epsilon)
        {
            // A stopping time may be any (theorem 9 of the paper), so the rounds may grow with what was drawn.
            var chunks = (int)Math.Clamp(samples / (8 * SamplesPerChunk), ChunksMin, 1 << 16);
            crew.Run(sampling.Continue(chunks), chunks);
            samples += (long)chunks * SamplesPerChunk;
            sampling.AddUp(scores, samples);
            error = bounds.Error(scores, samples);
            progress?.Report(Math.Min(1, samples / bounds.SamplesMax));
        }

        return new EstimateReached(samples, error);
    }

    /// <summary>At least the number of nodes on any shortest path. In an undirected graph twice what a search from any node of a part needs; in a directed
    /// one all nodes, which costs little: only the logarithm counts.</summary>
    private static int PathNodesMax(StaticGraph graph)
    {
        if (graph.IsDirected) { return graph.NodeCount; }
        var (levels, queue, longest) = (new int[graph.NodeCount], new int[graph.NodeCount], 0);
        for (var start = 0; start < levels.Length; start++)
        {
            if (levels[start] != 0) { continue; }
            var (head, tail) = (0, 1);
            (queue[0], levels[start]) = (start, 1);
            for (; head < tail; head++)
            {
                foreach (var target in graph.Out.Row(queue[head]))
                {
                    if (levels[target] == 0) { (levels[target], queue[tail++]) = (levels[queue[head]] + 1, target); }
                }
            }

            longest = Math.Max(longest, (2 * levels[queue[tail - 1]]) - 1);
        }

        return longest;
    }

    /// <summary>Functions f and g of the paper, with the same share of delta for every node and side: then the node of the greatest score decides.</summary>
    private sealed class Bounds
    {
        private readonly double _epsilon;
        private readonly double _log;

        public Bounds(EstimateTarget target, int nodeCount, int pathNodesMax)
        {
            const double universal = 0.5;
            var dimension = pathNodesMax > 3 ? Math.Floor(Math.Log2(pathNodesMax - 2)) : 0;
            _epsilon = target.Epsilon;
            _log = Math.Log(4.0 * nodeCount / target.Delta);
            SamplesMax = Math.Ceiling(universal / (_epsilon * _epsilon) * (dimension + 1 + Math.Log(2 / target.Delta)));
        }

        public double SamplesMax { get; }

        public double Error(ReadOnlySpan<double> scores, long samples)
        {
            var largest = 0.0;
            foreach (var score in scores) { largest = Math.Max(largest, score); }
            var error = Math.Max(Side(largest, samples, -1), Side(largest, samples, 1));
            return samples >= SamplesMax ? Math.Min(error, _epsilon) : error;
        }

        private double Side(double score, long samples, int sign)
        {
            var term = (1.0 / 3) + (sign * SamplesMax / samples);
            return _log / samples * (term + Math.Sqrt((term * term) + (2 * score * SamplesMax / _log)));
        }
    }

    /// <summary>Draws paths. Each chunk has its own random numbers, and counts are whole numbers: threads change nothing.</summary>
    private sealed class Sampling(StaticGraph graph, ulong seed, int workers) : IChunkWork
    {
        private readonly Drawing?[] _drawings = new Drawing[workers];
        private int _first;
        private int _next;

        public Sampling Continue(int chunks)
        {
            (_first, _next) = (_next, _next + chunks);
            return this;
        }

        public void Execute(int chunk, int worker)
        {
            var drawing = _drawings[worker] ??= new Drawing(graph);
            var random = SplitMix.Of(seed, _first + chunk);
            for (var i = 0; i < SamplesPerChunk; i++) { drawing.Draw(ref random); }
        }

        public void AddUp(Span<double> scores, long samples)
        {
            scores.Clear();
            foreach (var drawing in _drawings)
            {
                for (var node = 0; drawing is not null && node < scores.Length; node++) { scores[node] += drawing.Counts[node]; }
            }

            foreach (ref var score in scores) { score /= samples; }
        }
    }

    private sealed class Drawing(StaticGraph graph)
    {
        private readonly SearchBall _from = new(graph.Out, graph.In);
        private readonly SearchBall _to = new(graph.In, graph.Out);

        public int[] Counts { get; } = new int[graph.NodeCount];

        public void Draw(ref SplitMix random)
        {
            var source = random.Next(graph.NodeCount);
            var target = random.Next(graph.NodeCount - 1);
            if (target >= source) { target++; }
            _from.Begin(source);
            _to.Begin(target);
            while (!_from.IsSpent && !_to.IsSpent)
            {
                var isForward = _from.RimArcs <= _to.RimArcs;
                var (growing, other) = isForward ? (_from, _to) : (_to, _from);
                if (!growing.Grow(other, ref random, out var near, out var far)) { continue; }
                growing.Trace(near, Counts, ref random);
                other.Trace(far, Counts, ref random);
                return;
            }
        }
    }
}
