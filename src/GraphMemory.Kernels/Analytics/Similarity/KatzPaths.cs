using GraphMemory.Kernels.Ranking;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Similarity;

/// <summary>Katz's measure (1953) cut off after walks of three edges: β² × walks of two + β³ × walks of three (Lü, Jin and Zhou, 2009, as "local path").
/// O(edges) for each source at worst.</summary>
public static class KatzPaths
{
    public static Hit[] Best(StaticGraph graph, double beta, PairSearch search, Crew crew) => new ThreeSteps(graph, beta, search, crew).Run();

    private sealed class ThreeSteps(StaticGraph graph, double beta, PairSearch search, Crew crew) : PairRanking(graph, search, crew)
    {
        private readonly (double[] Walks, int[] Reached)[][] _scratch =
            [.. Enumerable.Range(0, crew.WorkerCount).Select(_ => Enumerable.Range(0, 2).Select(_ => (new double[graph.NodeCount], new int[graph.NodeCount])).ToArray())];

        protected override void Rank(int source, int worker)
        {
            var ((two, reachedByTwo), (three, reachedByThree)) = (_scratch[worker][0], _scratch[worker][1]);
            var countOfTwo = 0;
            foreach (var neighbour in Graph.Out.Row(source)) { countOfTwo = Step(neighbour, 1, two, reachedByTwo, countOfTwo); }
            var countOfThree = 0;
            foreach (var node in reachedByTwo.AsSpan(0, countOfTwo)) { countOfThree = Step(node, two[node], three, reachedByThree, countOfThree); }
            foreach (var target in reachedByTwo.AsSpan(0, countOfTwo))
            {
                if (three[target] == 0 && IsAsked(source, target)) { Offer(source, target, beta * beta * two[target], worker); }
            }

            foreach (var target in reachedByThree.AsSpan(0, countOfThree))
            {
                if (IsAsked(source, target)) { Offer(source, target, beta * beta * (two[target] + (beta * three[target])), worker); }
                three[target] = 0;
            }

            foreach (var target in reachedByTwo.AsSpan(0, countOfTwo)) { two[target] = 0; }
        }

        private int Step(int node, double walks, double[] sums, int[] reached, int count)
        {
            foreach (var target in Graph.Out.Row(node))
            {
                if (sums[target] == 0) { reached[count++] = target; }
                sums[target] += walks;
            }

            return count;
        }
    }
}
