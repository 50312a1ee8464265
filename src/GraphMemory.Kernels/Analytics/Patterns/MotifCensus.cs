using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Patterns;

/// <summary>Connected ways in which three or four nodes are linked, each counted where exactly those links are there.</summary>
public sealed record Motifs(long Wedges, long Triangles, long Stars, long Paths, long Paws, long Cycles, long Diamonds, long Cliques);

/// <summary>Counts the motifs of three and four nodes of an undirected graph (Ahmed, Neville, Rossi and Duffield, 2015): only triangles, cycles of four and
/// cliques of four are searched, everything else follows from degrees and triangles by subtraction. O(edges × arboricity²).</summary>
public static class MotifCensus
{
    public static Motifs Count(StaticGraph graph, Crew crew)
    {
        var rows = BalancedRows.Of(graph.Out.Offsets, 1 << 10);
        var parts = new MotifSums[rows.Count];
        crew.Run(new MotifSearch(graph, rows, parts, crew.WorkerCount), rows.Count);
        var sums = parts.Aggregate(default(MotifSums), (total, part) => total.Plus(part));
        return Induced(sums);
    }

    /// <summary>From patterns that may have further links to those that have none: a clique holds six diamonds, and so on.</summary>
    private static Motifs Induced(MotifSums sums)
    {
        var (triangles, cliques) = (sums.TrianglesOfEdges / 3, sums.Cliques);
        var (diamonds, cycles, paws) = (sums.Diamonds, sums.Cycles, sums.PawsTwice / 2);
        var paths = sums.Paths - (3 * triangles);
        return new Motifs(
            sums.Wedges - (3 * triangles),
            triangles,
            sums.Stars - paws + (2 * diamonds) - (4 * cliques),
            paths - (2 * paws) - (4 * cycles) + (6 * diamonds) - (12 * cliques),
            paws - (4 * diamonds) + (12 * cliques),
            cycles - diamonds + (3 * cliques),
            diamonds - (6 * cliques),
            cliques);
    }
}
