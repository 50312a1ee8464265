using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Centrality;

/// <summary>Katz centrality (Katz, 1953): the walks of every length that end at a node, one of length k counting αᵏ.</summary>
public static class Katz
{
    /// <param name="scores">One per node, of length 1.</param>
    /// <param name="alpha">Below 1 / the greatest eigenvalue, or the sum has no end.</param>
    /// <param name="tolerance">The change in a round, as a share of the whole, at which to stop.</param>
    /// <returns>Rounds, and whether the sum settled.</returns>
    public static (int Rounds, bool IsConverged) Compute(
        StaticGraph graph, Span<double> scores, double alpha, double tolerance, int roundsMax, Crew crew)
    {
        var product = new AdjacencyProduct(graph.In, crew);
        var (walks, next) = (new double[graph.NodeCount], new double[graph.NodeCount]);
        Array.Fill(walks, 1);
        var (rounds, isConverged) = (0, graph.NodeCount == 0);
        while (!isConverged && rounds < roundsMax)
        {
            product.Multiply(walks, next);
            var (change, sum) = (0.0, 0.0);
            for (var node = 0; node < next.Length; node++)
            {
                next[node] = 1 + (alpha * next[node]);
                change += Math.Abs(next[node] - walks[node]);
                sum += next[node];
            }

            (walks, next) = (next, walks);
            rounds++;
            isConverged = change <= tolerance * sum;
            if (!(sum < 1e300)) { break; } // it grows for ever
        }

        var length = Math.Sqrt(walks.Sum(walk => walk * walk));
        for (var node = 0; node < scores.Length; node++) { scores[node] = walks[node] / length; }
        return (rounds, isConverged);
    }
}
