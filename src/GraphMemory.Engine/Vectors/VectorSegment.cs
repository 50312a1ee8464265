using GraphMemory.Kernels.Ranking;
using GraphMemory.Kernels.Vectors;

namespace GraphMemory.Engine.Vectors;

/// <summary>One file of vectors: the texts of a range of the log, by rising id. Small ones are searched row by row, large ones over their graph.</summary>
internal sealed class VectorSegment(VectorData data, string path)
{
    /// <summary>Rows that give one more thread something to do.</summary>
    private const int RowsPerThreadMin = 25_000;

    public ref readonly VectorHeader Header => ref data.Header;

    public string Path => path;

    public long ByteLength => data.Length;

    public int Rows => Header.Rows;

    public bool HasGraph => Header.Degree > 0;

    public ReadOnlySpan<long> Ids => data.Section<long>(VectorSection.Id);

    public ReadOnlySpan<UInt128> TextHashes => data.Section<UInt128>(VectorSection.TextHash);

    public VectorBlock Block => new(data.Section<sbyte>(VectorSection.Code), data.Section<float>(VectorSection.Scale), Header.Dimensions);

    public HnswLinks Links => new(
        data.Section<int>(VectorSection.LowestLinks), data.Section<int>(VectorSection.UpperStart), data.Section<int>(VectorSection.UpperLinks),
        Header.Degree, Header.Entry, Header.Top);

    public ReadOnlySpan<float> Values(int row) => data.Section<float>(VectorSection.Value).Slice(row * Header.Dimensions, Header.Dimensions);

    /// <summary>The row of a fact or entity; -1 when it is not here or holds nothing.</summary>
    public int Find(long id)
    {
        var row = Ids.BinarySearch(id);
        return row >= 0 && !Block.IsEmpty(row) ? row : -1;
    }

    /// <summary>Offers the rows that are nearest by their codes.</summary>
    public void Search<TFilter>(in VectorQuestion question, TFilter filter, int segment, VectorSearchOptions options, TopK top) where TFilter : struct, IRowFilter
    {
        if (HasGraph && !options.IsExact)
        {
            var scratch = options.Scratch.Take();
            var breadth = Math.Max(options.Breadth, top.Capacity);
            // A filter that accepts hardly anything would lead through the whole graph: comparing every row in order is faster then.
            var isWhole = HnswSearch.Run(Block, Links, question.Query, breadth, Math.Max(64 * breadth, Rows / 8), filter, segment, scratch, top);
            options.Scratch.Return(scratch);
            if (isWhole) { return; }
        }

        Scan(question, filter, segment, options.ThreadsMax, top);
    }

    private void Scan<TFilter>(in VectorQuestion question, TFilter filter, int segment, int threadsMax, TopK top) where TFilter : struct, IRowFilter
    {
        var threads = Math.Clamp(Rows / RowsPerThreadMin, 1, threadsMax);
        if (threads == 1)
        {
            VectorScan.Run(Block, question.Query, filter, segment, firstRow: 0, top);
            return;
        }

        var (codes, scale) = (question.Wide, question.Scale);
        var parts = new TopK[threads];
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, part =>
        {
            var (from, to) = ((int)((long)Rows * part / threads), (int)((long)Rows * (part + 1) / threads));
            parts[part] = new TopK(top.Capacity);
            VectorScan.Run(Block.Rows(from, to - from), new VectorQuery(codes.Span, scale), filter, segment, from, parts[part]);
        });
        foreach (var part in parts)
        {
            foreach (var hit in part.Ranked()) { top.Offer(hit); }
        }
    }
}
