using System.Collections.Immutable;
using GraphMemory.Kernels.Analytics.Centrality;
using GraphMemory.Kernels.Analytics.Paths;
using GraphMemory.Kernels.Analytics.Structure;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Engine.Analytics.Features;

/// <summary>A number that says where each node of an undirected graph stands.</summary>
/// <param name="Compute">Fills in one per node, and returns what a reader must know of it, or null.</param>
internal sealed record StructuralFeature(string Name, Func<AlgorithmRun, Span<double>, string?> Compute);

internal static class StructuralFeatures
{
    /// <summary>Nodes × arcs up to which all shortest paths are followed, some seconds of work.</summary>
    private const double ExactWorkMax = 1e9;

    /// <summary>Nodes that are searched from beyond that.</summary>
    private const int Pivots = 256;

    /// <summary>The same for distances alone, of which some hundred are found at once.</summary>
    private const double DistanceWorkMax = 5e11;

    private const ulong PivotSeed = 42;

    public static ImmutableArray<StructuralFeature> All { get; } =
    [
        new("degree", Degree),
        new("clustering", Clustering),
        new("betweenness", BetweennessOf),
        new("closeness", Closeness),
    ];

    private static string? Degree(AlgorithmRun run, Span<double> column)
    {
        Degrees.Normalised(run.Graph, column);
        return null;
    }

    private static string? Clustering(AlgorithmRun run, Span<double> column)
    {
        var counts = new long[column.Length];
        Triangles.CountPerNode(run.Graph, counts, run.Crew);
        Triangles.LocalClustering(run.Graph, counts, column);
        return null;
    }

    private static string? BetweennessOf(AlgorithmRun run, Span<double> column)
    {
        var n = column.Length;
        var (sources, scores) = (new int[n], new double[n]);
        for (var node = 0; node < n; node++) { sources[node] = node; }
        var isSampled = (double)n * run.Graph.Out.ArcCount > ExactWorkMax;
        if (isSampled)
        {
            new SplitMix(PivotSeed).Shuffle(sources);
            sources = sources[..Math.Min(n, Pivots)];
        }

        Betweenness.Sum(run.Graph, sources, isByLength: false, scores, run.Crew);
        var scale = n < 3 ? 0 : n / (sources.Length * (n - 1.0) * (n - 2));
        // Where paths are too many for a double to count, the feature says nothing.
        for (var node = 0; node < n; node++) { column[node] = double.IsFinite(scores[node]) ? scores[node] * scale : 0; }
        return isSampled ? $"The betweenness among the features is estimated from {Pivots} nodes." : null;
    }

    private static string? Closeness(AlgorithmRun run, Span<double> column)
    {
        var n = column.Length;
        if (n > AllPairs.NodesMax || (double)n * run.Graph.Out.ArcCount > DistanceWorkMax) { return "The graph is too large for closeness among the features."; }
        var pairs = AllPairs.Of(run.Graph, isOutward: false, run.Crew);
        for (var node = 0; node < n; node++)
        {
            double reached = pairs.Reached[node];
            column[node] = reached == 0 ? 0 : reached / pairs.Sums[node] * (reached / (n - 1));
        }

        return null;
    }
}
