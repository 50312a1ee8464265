using System.Diagnostics;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Structure;

/// <summary>
/// Triangles, each found once: from its node of least degree over the edges that lead to greater ones (Schank and Wagner, 2005; Latapy, 2008). O(m^1.5).
/// </summary>
public static class Triangles
{
    /// <summary>How many there are.</summary>
    public static long Count(StaticGraph graph, Crew crew)
    {
        Debug.Assert(!graph.IsDirected);
        return Search(DegreeOrientation.Of(graph.Out, crew), new NoTally[crew.WorkerCount], crew);
    }

    /// <summary>How many each node is a corner of; returns how many there are.</summary>
    public static long CountPerNode(StaticGraph graph, long[] counts, Crew crew)
    {
        Debug.Assert(!graph.IsDirected && counts.Length == graph.NodeCount);
        var orientation = DegreeOrientation.Of(graph.Out, crew);
        var parts = new long[crew.WorkerCount][];
        for (var worker = 0; worker < parts.Length; worker++) { parts[worker] = new long[graph.NodeCount + 1]; }
        var sum = Search(orientation, Array.ConvertAll(parts, part => new TallyPerNode(part)), crew);
        var ranks = new Chunks(counts.Length, 1 << 14);
        crew.Run(new Each(ranks, range => AddUp(range, parts, orientation.Nodes, counts)), ranks.Count);
        return sum;
    }

    /// <summary>Share of the pairs of a node's neighbours that are linked (Watts and Strogatz, 1998); 0 below two neighbours.</summary>
    public static void LocalClustering(StaticGraph graph, ReadOnlySpan<long> counts, Span<double> clustering)
    {
        for (var node = 0; node < clustering.Length; node++)
        {
            double degree = graph.Out.Degree(node);
            clustering[node] = degree < 2 ? 0 : 2 * counts[node] / (degree * (degree - 1));
        }
    }

    /// <summary>Share of the paths over two edges whose ends are linked; 0 when there is none.</summary>
    public static double Transitivity(StaticGraph graph, long triangles)
    {
        var paths = 0.0;
        for (var node = 0; node < graph.NodeCount; node++) { paths += 0.5 * graph.Out.Degree(node) * (graph.Out.Degree(node) - 1.0); }
        return paths == 0 ? 0 : 3 * triangles / paths;
    }

    private static long Search<TTally>(DegreeOrientation orientation, TTally[] tallies, Crew crew) where TTally : struct, ITally
    {
        var search = new TriangleSearch<TTally>(orientation, HubTable.Of(orientation, crew), tallies);
        crew.Run(search, search.ChunkCount);
        return search.Sum;
    }

    private static void AddUp(Range ranks, long[][] parts, int[] nodes, long[] counts)
    {
        for (var rank = ranks.Start.Value; rank < ranks.End.Value; rank++)
        {
            var sum = 0L;
            foreach (var part in parts) { sum += part[rank]; }
            counts[nodes[rank]] = sum;
        }
    }
}
