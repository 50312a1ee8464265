using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Patterns;

/// <summary>How often each of the sixteen ways occurs in which three nodes of a directed graph can be linked (Batagelj and Mrvar, 2001): from
/// each linked pair its third nodes are looked at, and the triples that have no link are what is left. O(Σ over edges of the degrees of its ends).</summary>
public static class TriadCensus
{
    /// <summary>Names by mutual, one-way and missing links (Holland and Leinhardt, 1970), in the order of the counts.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["003", "012", "102", "021D", "021U", "021C", "111D", "111U", "030T", "030C", "201", "120D", "120U", "120C", "210", "300"];

    // Type of a triad v, u, w by its links: 1 for v→u, 2 for u→v, 4 for v→w, 8 for w→v, 16 for u→w, 32 for w→u.
    private static ReadOnlySpan<byte> TypeOf =>
    [
        0, 1, 1, 2, 1, 3, 5, 7, 1, 5, 4, 6, 2, 7, 6, 10, 1, 5, 3, 7, 4, 8, 8, 12, 5, 9, 8, 13, 6, 13, 11, 14,
        1, 4, 5, 6, 5, 8, 9, 13, 3, 8, 8, 11, 7, 12, 13, 14, 2, 6, 7, 10, 6, 11, 13, 14, 7, 13, 12, 14, 10, 14, 14, 15,
    ];

    /// <returns>Counts in the order of <see cref="Names"/>.</returns>
    public static long[] Count(StaticGraph graph, Crew crew)
    {
        var links = new LinkedRows(graph);
        var rows = BalancedRows.Of(links.Offsets, 1 << 10);
        var parts = new long[rows.Count][];
        crew.Run(new Parts(links, rows, parts), rows.Count);
        var counts = new long[Names.Count];
        foreach (var part in parts) { for (var type = 0; type < counts.Length; type++) { counts[type] += part[type]; } }
        var n = (long)graph.NodeCount;
        counts[0] = (long)((Int128)n * (n - 1) * (n - 2) / 6) - counts.Sum();
        return counts;
    }

    private sealed class Parts(LinkedRows links, BalancedRows rows, long[][] parts) : IChunkWork
    {
        public void Execute(int chunk, int worker)
        {
            parts[chunk] = new long[Names.Count];
            for (var v = rows[chunk].Start.Value; v < rows[chunk].End.Value; v++)
            {
                for (var at = links.Offsets[v]; at < links.Offsets[v + 1]; at++)
                {
                    if (links.Others[at] > v) { Thirds(v, links.Others[at], links.Codes[at], parts[chunk]); }
                }
            }
        }

        /// <summary>Goes through the neighbours of both in order. A triad with several links is counted from its lowest linked pair.</summary>
        private void Thirds(int v, int u, int pair, long[] counts)
        {
            var (a, endA, b, endB, thirds) = (links.Offsets[v], links.Offsets[v + 1], links.Offsets[u], links.Offsets[u + 1], 0L);
            while (a < endA || b < endB)
            {
                var ofV = a < endA ? links.Others[a] : int.MaxValue;
                var ofU = b < endB ? links.Others[b] : int.MaxValue;
                var w = Math.Min(ofV, ofU);
                var code = pair | (ofV == w ? links.Codes[a++] << 2 : 0) | (ofU == w ? links.Codes[b++] << 4 : 0);
                if (w == u || w == v) { continue; }
                thirds++;
                if (w > u || (w > v && ofV != w)) { counts[TypeOf[code]]++; }
            }

            counts[pair == 3 ? 2 : 1] += links.NodeCount - thirds - 2;
        }
    }
}
