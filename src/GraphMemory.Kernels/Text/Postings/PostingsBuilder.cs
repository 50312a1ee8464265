namespace GraphMemory.Kernels.Text;

/// <summary>Collects term counts document by document and lays out the index. About 4 bytes per posting plus 16 per term and 4 per
/// document while collecting; nothing is spilled.</summary>
public sealed class PostingsBuilder
{
    /// <summary>Document numbers have 24 bits, so that a posting with its frequency is one int.</summary>
    public const int DocumentsMax = 1 << 24;

    /// <summary>Larger frequencies count as this one; BM25 is saturated long before.</summary>
    public const int FrequencyMax = byte.MaxValue;

    private readonly PostingsChunks _chunks = new();
    private PostingsChunks.Chain[] _terms = new PostingsChunks.Chain[1024];
    private int[] _lengths = new int[1024];

    /// <summary>Number of terms: the largest ordinal seen, plus one.</summary>
    public int TermCount { get; private set; }

    /// <summary>Number of documents: the largest seen, plus one.</summary>
    public int DocumentCount { get; private set; }

    /// <summary>Counts <paramref name="frequency"/> occurrences of a term in a document. Documents come in ascending order per term;
    /// counts of the same pair add up. The document grows longer by as much.</summary>
    public void Add(int document, int term, int frequency)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(frequency);
        ArgumentOutOfRangeException.ThrowIfNegative(term);
        ReserveTerm(term);
        ref var chain = ref _terms[term];
        SetLength(document, Length(document) + frequency);
        if (chain.Count > 0 && _chunks[chain.Last] >>> 8 >= document) { Raise(ref _chunks[chain.Last], document, frequency); }
        else { _chunks.Append(ref chain, (document << 8) | Math.Min(frequency, FrequencyMax)); }
    }

    /// <summary>Sets the length used for scoring, in place of the sum of the document's counts.</summary>
    public void SetLength(int document, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(document);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(document, DocumentsMax);
        if (document >= _lengths.Length) { Array.Resize(ref _lengths, Math.Max(2 * _lengths.Length, document + 1)); }
        DocumentCount = Math.Max(DocumentCount, document + 1);
        _lengths[document] = length;
    }

    /// <summary>Sum of all document lengths, for the average.</summary>
    public long TotalLength()
    {
        var total = 0L;
        foreach (var length in _lengths.AsSpan(0, DocumentCount)) { total += length; }
        return total;
    }

    /// <summary>Lays out the index. Term <c>order[i]</c> of this builder becomes ordinal i; every term appears once.</summary>
    public PostingsSections Build(ReadOnlySpan<int> order)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(order.Length, TermCount);
        var norms = new byte[DocumentCount];
        for (var document = 0; document < norms.Length; document++) { norms[document] = DocumentLength.ToNorm(_lengths[document]); }
        var postings = new int[LongestChain()];
        var dataBytes = 0;
        foreach (var term in order) { dataBytes = checked(dataBytes + PostingsLayout.DataBytes(Postings(term, postings))); }
        var layout = new PostingsLayout(norms, order.Length, dataBytes);
        foreach (var term in order) { layout.Add(Postings(term, postings)); }
        return layout.ToSections();
    }

    private int LongestChain()
    {
        var count = 0;
        foreach (ref readonly var chain in _terms.AsSpan(0, TermCount)) { count = Math.Max(count, chain.Count); }
        return count;
    }

    private ReadOnlySpan<int> Postings(int term, int[] buffer)
    {
        if (term >= TermCount || _terms[term].Count == 0) { return []; }
        var items = buffer.AsSpan(0, _terms[term].Count);
        _chunks.CopyTo(_terms[term], items);
        return items;
    }

    private int Length(int document) => (uint)document < (uint)DocumentCount ? _lengths[document] : 0;

    private void ReserveTerm(int term)
    {
        if (term >= _terms.Length) { Array.Resize(ref _terms, Math.Max(2 * _terms.Length, term + 1)); }
        TermCount = Math.Max(TermCount, term + 1);
    }

    private static void Raise(ref int posting, int document, int frequency)
    {
        if (posting >>> 8 != document) { throw new ArgumentException("Documents of a term come in ascending order.", nameof(document)); }
        posting = (document << 8) | Math.Min((posting & 0xFF) + frequency, FrequencyMax);
    }
}
