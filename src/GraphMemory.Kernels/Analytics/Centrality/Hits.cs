using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Centrality;

/// <summary>
/// Hubs and authorities (Kleinberg, 1999): a good hub points to good authorities, and those are pointed to by good hubs. The authorities are the
/// first eigenvector of AᵀA, which is symmetric: <see cref="Lanczos"/> instead of turn and turn about.
/// </summary>
public static class Hits
{
    /// <param name="hubs">One per node, summing to 1.</param>
    /// <param name="authorities">One per node, summing to 1.</param>
    /// <param name="tolerance">How long AᵀAx − λx may be, as a share of λ.</param>
    public static EigenOutcome Compute(
        StaticGraph graph, Span<double> hubs, Span<double> authorities, double tolerance, int productsMax, Crew crew)
    {
        if (graph.NodeCount == 0) { return new EigenOutcome(0, 0, IsConverged: true); }
        var both = new Both(new AdjacencyProduct(graph.Out, crew), new AdjacencyProduct(graph.In, crew));
        var (found, pointing) = (new double[graph.NodeCount], new double[graph.NodeCount]);
        Array.Fill(found, 1);
        var outcome = new Lanczos(both, crew).Find(found, tolerance, productsMax);
        both.Outward.Multiply(found, pointing);
        ScaleToOne(found, authorities);
        ScaleToOne(pointing, hubs);
        return outcome;
    }

    private static void ScaleToOne(double[] values, Span<double> scores)
    {
        var sum = values.Sum(value => Math.Max(0, value));
        for (var node = 0; node < scores.Length; node++) { scores[node] = sum > 0 ? Math.Max(0, values[node]) / sum : 1.0 / scores.Length; }
    }

    /// <summary>AᵀA.</summary>
    private sealed class Both(AdjacencyProduct outward, AdjacencyProduct inward) : ISymmetricProduct
    {
        private readonly double[] _between = new double[outward.Size];

        public int Size => outward.Size;

        public AdjacencyProduct Outward => outward;

        public void Multiply(double[] vector, double[] product)
        {
            outward.Multiply(vector, _between);
            inward.Multiply(_between, product);
        }
    }
}
