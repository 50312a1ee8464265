using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GraphMemory.Kernels.Vectors;

namespace GraphMemory.Engine.Vectors;

/// <summary>Lays out a vector file: the rows of older files, then new ones. All ids rise.</summary>
internal sealed class VectorSegmentBuilder(VectorHeader head, IReadOnlyList<VectorSegment> older, NewVectors added)
{
    private const int Alignment = 64;
    private const long NumbersMax = 2_000_000_000;

    /// <summary>Rows of the older files that still hold something, in order.</summary>
    private readonly List<(VectorSegment Segment, int From, int Count)> _kept = [];
    private VectorHeader _head = head;

    /// <summary>True when one file may hold so many rows: its codes are one array, its floats one span.</summary>
    public static bool Fits(long rows, int dimensions) => rows * dimensions <= NumbersMax;

    /// <param name="progress">Told the rows linked so far.</param>
    public void WriteTo(Stream stream, VectorOptions options, IProgress<int>? progress = null)
    {
        var begun = older is [{ HasGraph: true } first, ..] && EmptyShare(first) < 0.25 && first.Header.Degree == options.Degree ? first : null;
        foreach (var segment in older) { Keep(segment, isWhole: segment == begun); }
        var rows = _kept.Sum(run => run.Count) + added.Count;
        (_head.Rows, _head.Dimensions) = (rows, added.Dimensions);
        var (codes, scales) = (new sbyte[(long)rows * added.Dimensions], new float[rows]);
        CopyCodes(codes, scales);
        var builder = rows > options.ExactMax ? Link(codes, scales, begun, options, progress) : null;
        Place(builder);
        Write(stream, codes, scales, builder);
    }

    private static double EmptyShare(VectorSegment segment)
    {
        var scales = 0;
        for (var row = 0; row < segment.Rows; row++) { scales += segment.Block.IsEmpty(row) ? 1 : 0; }
        return (double)scales / Math.Max(1, segment.Rows);
    }

    /// <param name="isWhole">The rows keep their numbers, because a graph names them.</param>
    private void Keep(VectorSegment segment, bool isWhole)
    {
        if (isWhole)
        {
            _kept.Add((segment, 0, segment.Rows));
            return;
        }

        for (var row = 0; row < segment.Rows;)
        {
            var from = row;
            while (row < segment.Rows && !segment.Block.IsEmpty(row)) { row++; }
            if (row > from) { _kept.Add((segment, from, row - from)); }
            while (row < segment.Rows && segment.Block.IsEmpty(row)) { row++; }
        }
    }

    private void CopyCodes(sbyte[] codes, float[] scales)
    {
        var at = 0;
        foreach (var (segment, from, count) in _kept)
        {
            var rows = segment.Block.Rows(from, count);
            rows.AllCodes.CopyTo(codes.AsSpan(at * added.Dimensions));
            rows.AllScales.CopyTo(scales.AsSpan(at));
            at += count;
        }

        for (var i = 0; i < added.Count; i++, at++)
        {
            scales[at] = QuantisedVector.Quantise(added.Values(i), codes.AsSpan(at * added.Dimensions, added.Dimensions));
        }
    }

    private HnswBuilder Link(sbyte[] codes, float[] scales, VectorSegment? begun, VectorOptions options, IProgress<int>? progress)
    {
        var parameters = new HnswParameters { Degree = options.Degree, Breadth = options.BuildBreadth };
        var builder = begun is null ? new HnswBuilder(scales.Length, parameters) : new HnswBuilder(begun.Links, scales.Length, parameters);
        var linked = begun?.Rows ?? 0;
        Parallel.For(linked, scales.Length, new ParallelOptions { MaxDegreeOfParallelism = options.ThreadsMax }, () => new HnswScratch(), (row, _, scratch) =>
        {
            builder.Insert(new VectorBlock(codes, scales, added.Dimensions), row, scratch);
            if (progress is not null && Interlocked.Increment(ref linked) is var count && count % 4_096 == 0) { progress.Report(count); }
            return scratch;
        }, _ => { });
        var links = builder.Links;
        (_head.Degree, _head.Entry, _head.Top) = (links.Degree, links.Entry, links.Top);
        return builder;
    }

    private unsafe void Place(HnswBuilder? builder)
    {
        long at = VectorHeader.Length;
        for (var i = 0; i < (int)VectorSection.Count; i++)
        {
            var length = LengthOf((VectorSection)i, builder);
            (_head.SectionOffset[i], _head.SectionLength[i]) = (at, length);
            at = (at + length + Alignment - 1) & -Alignment;
        }

        (_head.Magic, _head.FileLength, _head.ErasedSeq) = (VectorHeader.MagicAndVersion, at, _head.BuiltSeq);
        _head.Checksum = VectorData.ChecksumOf(in _head);
    }

    private long LengthOf(VectorSection section, HnswBuilder? builder) => section switch
    {
        VectorSection.Id => (long)_head.Rows * sizeof(long),
        VectorSection.TextHash => (long)_head.Rows * Unsafe.SizeOf<UInt128>(),
        VectorSection.Scale => (long)_head.Rows * sizeof(float),
        VectorSection.Code => (long)_head.Rows * _head.Dimensions,
        VectorSection.Value => (long)_head.Rows * _head.Dimensions * sizeof(float),
        VectorSection.LowestLinks => (builder?.Lowest.Length ?? 0) * (long)sizeof(int),
        VectorSection.UpperStart => (builder?.UpperStart.Length ?? 0) * (long)sizeof(int),
        _ => (builder?.Upper.Length ?? 0) * (long)sizeof(int),
    };

    private void Write(Stream stream, sbyte[] codes, float[] scales, HnswBuilder? builder)
    {
        var header = new byte[VectorHeader.Length];
        MemoryMarshal.Write(header, in _head);
        stream.Write(header);
        Begin(stream, VectorSection.Id);
        foreach (var (segment, from, count) in _kept) { WriteSpan(stream, segment.Ids.Slice(from, count)); }
        WriteSpan(stream, added.Ids);
        Begin(stream, VectorSection.TextHash);
        foreach (var (segment, from, count) in _kept) { WriteSpan(stream, segment.TextHashes.Slice(from, count)); }
        WriteSpan(stream, added.TextHashes);
        Begin(stream, VectorSection.Scale);
        WriteSpan<float>(stream, scales);
        Begin(stream, VectorSection.Code);
        WriteSpan<sbyte>(stream, codes);
        Begin(stream, VectorSection.Value);
        foreach (var (segment, from, count) in _kept)
        {
            for (var row = from; row < from + count; row++) { WriteSpan(stream, segment.Values(row)); }
        }

        for (var i = 0; i < added.Count; i++) { WriteSpan(stream, added.Values(i)); }
        if (builder is not null)
        {
            Begin(stream, VectorSection.LowestLinks);
            WriteSpan(stream, builder.Lowest.Span);
            Begin(stream, VectorSection.UpperStart);
            WriteSpan(stream, builder.UpperStart.Span);
            Begin(stream, VectorSection.UpperLinks);
            WriteSpan(stream, builder.Upper.Span);
        }

        stream.SetLength(_head.FileLength);
        GC.KeepAlive(older);
    }

    private unsafe void Begin(Stream stream, VectorSection section) => stream.Position = _head.SectionOffset[(int)section];

    /// <summary>In pieces, because the bytes of a large array may be more than one span can hold.</summary>
    private static void WriteSpan<T>(Stream stream, ReadOnlySpan<T> items) where T : unmanaged
    {
        const int piece = 1 << 16;
        for (; items.Length > piece; items = items[piece..]) { stream.Write(MemoryMarshal.AsBytes(items[..piece])); }
        stream.Write(MemoryMarshal.AsBytes(items));
    }
}
