namespace GraphMemory.Kernels.Analytics.Patterns;

/// <summary>Counts of patterns that may have more links than named.</summary>
/// <param name="Wedges">Two edges with one end in common.</param>
/// <param name="TrianglesOfEdges">Triangles, once for each of their edges.</param>
/// <param name="Stars">Three edges with one end in common.</param>
/// <param name="Paths">Three edges in a row, closed to triangles too.</param>
/// <param name="PawsTwice">A triangle and an edge at one of its corners, counted twice.</param>
/// <param name="Diamonds">Two triangles on one edge.</param>
internal readonly record struct MotifSums(
    long Wedges, long TrianglesOfEdges, long Stars, long Paths, long PawsTwice, long Cycles, long Diamonds, long Cliques)
{
    public MotifSums Plus(MotifSums other) => new(
        Wedges + other.Wedges, TrianglesOfEdges + other.TrianglesOfEdges, Stars + other.Stars, Paths + other.Paths,
        PawsTwice + other.PawsTwice, Cycles + other.Cycles, Diamonds + other.Diamonds, Cliques + other.Cliques);
}
