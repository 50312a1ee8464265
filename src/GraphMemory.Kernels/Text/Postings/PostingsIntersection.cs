namespace GraphMemory.Kernels.Text;

/// <summary>Documents that contain all of several terms: leapfrog from the rarest term (Demaine, López-Ortiz and Munro, 2000).</summary>
public static class PostingsIntersection
{
    public const int TermsMax = 64;

    /// <summary>Writes the common documents not before <paramref name="from"/> in ascending order and returns their number. When
    /// <paramref name="documents"/> is full there may be more: call again from the last one plus one.</summary>
    public static int Collect(in PostingsIndex index, ReadOnlySpan<int> terms, int from, Span<int> documents)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(terms.Length, TermsMax);
        if (terms.IsEmpty) { return 0; }
        Span<PostingsPosition> positions = stackalloc PostingsPosition[terms.Length];
        Open(index, terms, positions);
        var count = 0;
        while (count < documents.Length)
        {
            var document = Align(index, positions, from);
            if (document == PostingsCursor.End) { break; }
            documents[count++] = document;
            from = document + 1;
        }
        return count;
    }

    /// <summary>Opens one position per term, the rarest first.</summary>
    internal static void Open(in PostingsIndex index, ReadOnlySpan<int> terms, Span<PostingsPosition> positions)
    {
        Span<int> sorted = stackalloc int[terms.Length];
        Span<int> frequencies = stackalloc int[terms.Length];
        terms.CopyTo(sorted);
        for (var i = 0; i < terms.Length; i++) { frequencies[i] = index.Terms[terms[i]].DocumentFrequency; }
        frequencies.Sort(sorted);
        for (var i = 0; i < terms.Length; i++) { positions[i].Open(index, sorted[i]); }
    }

    /// <summary>Moves all positions to the first document not before <paramref name="target"/> that they share, and returns it.</summary>
    internal static int Align(in PostingsIndex index, Span<PostingsPosition> positions, int target)
    {
        for (var i = 0; i < positions.Length;)
        {
            positions[i].Advance(index, target);
            var document = positions[i].Document;
            if (document == PostingsCursor.End) { return document; }
            i = document == target || i == 0 ? i + 1 : 0;
            target = document;
        }
        return target;
    }
}
