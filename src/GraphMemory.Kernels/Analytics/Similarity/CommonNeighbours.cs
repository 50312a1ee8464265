using GraphMemory.Kernels.Ranking;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Similarity;

/// <summary>The pairs of nodes of an undirected graph that score best by their shared neighbours. From each node two steps are gone and what they
/// bring is added up per node reached: O(Σ degree²), whatever the number of pairs.</summary>
public static class CommonNeighbours
{
    /// <returns>The best pairs, best first: segment and document of a hit are the lower and the higher node, or the source and the other.</returns>
    public static Hit[] Best<TScore>(StaticGraph graph, TScore score, PairSearch search, Crew crew)
        where TScore : struct, IPairScore =>
        new TwoSteps<TScore>(graph, score, search, crew).Run();

    private sealed class TwoSteps<TScore>(StaticGraph graph, TScore score, PairSearch search, Crew crew) : PairRanking(graph, search, crew)
        where TScore : struct, IPairScore
    {
        private readonly bool _isWeighted = score.UsesWeights && graph.IsWeighted;
        private readonly int _floorOf = search.IsEveryPair ? 1 : 0;
        private readonly (double[] Sums, int[] Reached)[] _scratch =
            [.. Enumerable.Range(0, crew.WorkerCount).Select(_ => (new double[graph.NodeCount], new int[graph.NodeCount]))];

        protected override void Rank(int source, int worker)
        {
            var (sums, reached) = _scratch[worker];
            var count = 0;
            var row = Graph.Out.Row(source);
            var weights = Graph.Out.RowWeights(source);
            for (var i = 0; i < row.Length; i++)
            {
                var share = score.Share(row[i]) * (_isWeighted ? weights[i] : 1);
                count = Spread(row[i], source * _floorOf, share, sums, reached, count);
            }

            foreach (var target in reached.AsSpan(0, count))
            {
                if (IsAsked(source, target)) { Offer(source, target, score.Score(sums[target], source, target), worker); }
                sums[target] = 0;
            }
        }

        /// <summary>Adds a share to the neighbours of a node, from the last one down: when every pair is wanted, those below the source are counted from their side.</summary>
        private int Spread(int neighbour, int floor, double share, double[] sums, int[] reached, int count)
        {
            var targets = Graph.Out.Row(neighbour);
            var weights = _isWeighted ? Graph.Out.RowWeights(neighbour) : default;
            for (var i = targets.Length - 1; i >= 0 && targets[i] >= floor; i--)
            {
                ref var sum = ref sums[targets[i]];
                if (sum == 0) { reached[count++] = targets[i]; }
                sum += weights.IsEmpty ? share : share * weights[i];
            }

            return count;
        }
    }
}
