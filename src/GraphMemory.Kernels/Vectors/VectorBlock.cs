using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace GraphMemory.Kernels.Vectors;

/// <summary>Quantised vectors of one length, row after row.</summary>
/// <param name="codes">Codes of all rows.</param>
/// <param name="scales">One per row; 0 marks a row that holds nothing (any more).</param>
public readonly ref struct VectorBlock(ReadOnlySpan<sbyte> codes, ReadOnlySpan<float> scales, int dimensions)
{
    private readonly ReadOnlySpan<sbyte> _codes = codes;
    private readonly ReadOnlySpan<float> _scales = scales;

    public int Dimensions { get; } = dimensions;

    public int Count => _scales.Length;

    public ReadOnlySpan<sbyte> AllCodes => _codes;

    public ReadOnlySpan<float> AllScales => _scales;

    public bool IsEmpty(int row) => _scales[row] == 0;

    public ReadOnlySpan<sbyte> Codes(int row) => _codes.Slice(row * Dimensions, Dimensions);

    public float Scale(int row) => _scales[row];

    /// <summary>Dot product with the query.</summary>
    public float Similarity(in VectorQuery query, int row) => QuantisedVector.Dot(query.Wide, Codes(row)) * query.Scale * _scales[row];

    /// <summary>Some rows, numbered from 0.</summary>
    public VectorBlock Rows(int from, int count) => new(_codes.Slice(from * Dimensions, count * Dimensions), _scales.Slice(from, count), Dimensions);

    /// <summary>Asks for a row before it is needed: in a walk over a graph the next rows lie anywhere.</summary>
    public unsafe void Prefetch(int row)
    {
        if (!Sse.IsSupported) { return; }
        const int cacheLine = 64;
        var codes = Codes(row);
        // A hint only: nothing is read through it, so it may point to where the bytes were.
        var start = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(codes));
        for (var at = 0; at < codes.Length; at += cacheLine) { Sse.Prefetch0(start + at); }
    }
}

/// <summary>A vector to compare rows with.</summary>
/// <param name="wide">Its codes, widened.</param>
public readonly ref struct VectorQuery(ReadOnlySpan<short> wide, float scale)
{
    public ReadOnlySpan<short> Wide { get; } = wide;

    public float Scale { get; } = scale;

    /// <summary>Quantises a vector into memory of the caller: as many codes and wide codes as it has numbers.</summary>
    public static VectorQuery Of(ReadOnlySpan<float> vector, Span<sbyte> codes, Span<short> wide)
    {
        var scale = QuantisedVector.Quantise(vector, codes);
        QuantisedVector.Widen(codes, wide);
        return new VectorQuery(wide[..codes.Length], scale);
    }
}
