using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Centrality;

/// <summary>
/// Eigenvector centrality (Bonacich, 1987): a node is central by how central those are that point to it. Undirected graphs by
/// <see cref="Lanczos"/>; directed ones by power iteration on A + I, which has no period.
/// </summary>
public static class EigenvectorCentrality
{
    /// <param name="scores">One per node, none negative, of length 1.</param>
    /// <param name="tolerance">Undirected: how long Ax − λx may be, as a share of λ. Directed: the change in a round at which to stop.</param>
    public static EigenOutcome Compute(StaticGraph graph, Span<double> scores, double tolerance, int productsMax, Crew crew)
    {
        if (graph.NodeCount == 0) { return new EigenOutcome(0, 0, IsConverged: true); }
        scores.Fill(1 / Math.Sqrt(graph.NodeCount));
        var product = new AdjacencyProduct(graph.In, crew);
        var outcome = graph.IsDirected ? Power(product, scores, tolerance, productsMax) : new Lanczos(product, crew).Find(scores, tolerance, productsMax);
        foreach (ref var score in scores) { score = Math.Max(0, score); }
        return outcome;
    }

    private static EigenOutcome Power(AdjacencyProduct product, Span<double> scores, double tolerance, int productsMax)
    {
        var (vector, next) = (scores.ToArray(), new double[scores.Length]);
        for (var products = 1; ; products++)
        {
            product.Multiply(vector, next);
            var (length, change) = (0.0, 0.0);
            for (var node = 0; node < next.Length; node++)
            {
                next[node] += vector[node];
                length += next[node] * next[node];
            }

            length = Math.Sqrt(length);
            for (var node = 0; node < next.Length; node++)
            {
                next[node] /= length;
                change += Math.Abs(next[node] - vector[node]);
            }

            (vector, next) = (next, vector);
            if (change > tolerance && products < productsMax) { continue; }
            vector.CopyTo(scores);
            return new EigenOutcome(length - 1, products, change <= tolerance);
        }
    }
}
