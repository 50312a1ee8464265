using System.Runtime.InteropServices;

namespace GraphMemory.Engine.Vectors;

/// <summary>Vectors that stand in no file yet, by rising id.</summary>
internal sealed class NewVectors(int dimensions)
{
    private readonly List<long> _ids = [];
    private readonly List<UInt128> _textHashes = [];
    private readonly List<float[]> _values = [];

    public int Dimensions { get; } = dimensions;

    public int Count => _ids.Count;

    public ReadOnlySpan<long> Ids => CollectionsMarshal.AsSpan(_ids);

    public ReadOnlySpan<UInt128> TextHashes => CollectionsMarshal.AsSpan(_textHashes);

    public ReadOnlySpan<float> Values(int row) => _values[row];

    /// <param name="values">Of unit length; of zeros when the text has no vector.</param>
    public void Add(long id, UInt128 textHash, float[] values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, Dimensions);
        _ids.Add(id);
        _textHashes.Add(textHash);
        _values.Add(values);
    }
}
