namespace GraphMemory.Kernels.Text;

/// <summary>A scoring term of a query.</summary>
/// <param name="Term">Ordinal in the segment searched; negative when the segment lacks the term.</param>
/// <param name="Weight">Idf times the term's weight in the query, not negative. Idf is taken over all segments by the caller.</param>
public readonly record struct QueryTerm(int Term, double Weight);
