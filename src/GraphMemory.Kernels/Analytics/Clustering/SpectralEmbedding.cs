using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Clustering;

/// <summary>
/// Nodes of an undirected graph as points whose coordinates are the leading eigenvectors of its normalised adjacency matrix D^−½ A D^−½, each row
/// scaled to unit length (Ng, Jordan and Weiss, 2001): nodes of one dense part lie close together. The eigenvectors come from a filtered
/// block of vectors, which also finds those that share an eigenvalue, as the parts of a disconnected graph do.
/// </summary>
public static class SpectralEmbedding
{
    private const int RoundsMax = 30;

    /// <summary>How far S v may be from λ v in each unit eigenvector.</summary>
    private const double Tolerance = 1e-5;

    /// <param name="dimensions">Eigenvectors wanted, one at least; at most as many as nodes.</param>
    /// <param name="isConverged">False when some eigenvector is still rougher than wanted.</param>
    public static Points Compute(StaticGraph graph, int dimensions, ulong seed, Crew crew, out bool isConverged)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimensions, graph.NodeCount);
        var points = new Points(graph.NodeCount, dimensions);
        var block = Math.Min(graph.NodeCount, dimensions + 4);
        var space = new FilteredSubspace(new NormalisedAdjacency(graph, crew), graph.NodeCount, block, seed);
        isConverged = space.Solve(dimensions) <= Tolerance;
        for (var round = 0; round < RoundsMax && !isConverged; round++)
        {
            crew.Cancellation.ThrowIfCancellationRequested();
            space.Filter();
            isConverged = space.Solve(dimensions) <= Tolerance;
        }

        for (var dimension = 0; dimension < dimensions; dimension++) { space.Vector(dimension).CopyTo(points.Column(dimension)); }
        ScaleRows(points);
        return points;
    }

    /// <summary>A node without edges stays where it is, near 0.</summary>
    private static void ScaleRows(Points points)
    {
        for (var point = 0; point < points.Count; point++)
        {
            var square = 0.0;
            for (var dimension = 0; dimension < points.Dimensions; dimension++) { square += points[point, dimension] * points[point, dimension]; }
            if (square < 1e-24) { continue; }
            var scale = 1 / Math.Sqrt(square);
            for (var dimension = 0; dimension < points.Dimensions; dimension++) { points[point, dimension] *= scale; }
        }
    }
}
