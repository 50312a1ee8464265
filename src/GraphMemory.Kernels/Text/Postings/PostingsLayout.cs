using System.Runtime.InteropServices;

namespace GraphMemory.Kernels.Text;

/// <summary>Writes postings (document in the upper 24 bits, frequency in the lower 8) as blocks, term by term.</summary>
internal sealed class PostingsLayout(byte[] norms, int termCount)
{
    private readonly TermPostings[] _terms = new TermPostings[termCount];
    private readonly List<PostingsBlock> _blocks = [];
    private byte[] _data = new byte[1024];
    private int _dataLength;
    private int _termsAdded;

    public void Add(ReadOnlySpan<int> postings)
    {
        var firstBlock = _blocks.Count;
        byte maxFrequency = 0, minNorm = byte.MaxValue;
        for (var at = 0; at < postings.Length; at += PostingsBlock.Capacity)
        {
            var block = AddBlock(postings.Slice(at, Math.Min(PostingsBlock.Capacity, postings.Length - at)));
            maxFrequency = Math.Max(maxFrequency, block.MaxFrequency);
            minNorm = Math.Min(minNorm, block.MinNorm);
        }
        _terms[_termsAdded++] = new TermPostings(firstBlock, postings.Length, maxFrequency, minNorm);
    }

    public PostingsSections ToSections() => new(_terms, [.. _blocks], _data.AsSpan(0, _dataLength).ToArray(), norms);

    private PostingsBlock AddBlock(ReadOnlySpan<int> postings)
    {
        var block = Header(postings);
        if (_data.Length - _dataLength < block.DataBytes) { Array.Resize(ref _data, 2 * _data.Length + block.DataBytes); }
        var data = _data.AsSpan(_dataLength, block.DataBytes);
        data.Clear();
        WriteOffsets(block, postings, data[..block.OffsetBytes]);
        for (var i = 0; i < postings.Length; i++) { data[block.OffsetBytes + i] = (byte)postings[i]; }
        _dataLength += block.DataBytes;
        _blocks.Add(block);
        return block;
    }

    private PostingsBlock Header(ReadOnlySpan<int> postings)
    {
        byte maxFrequency = 0, minNorm = byte.MaxValue;
        foreach (var posting in postings)
        {
            maxFrequency = Math.Max(maxFrequency, (byte)posting);
            minNorm = Math.Min(minNorm, norms[posting >>> 8]);
        }
        return new PostingsBlock(
            postings[0] >>> 8, postings[^1] >>> 8, _dataLength, maxFrequency, minNorm, (byte)(postings.Length - 1));
    }

    private static void WriteOffsets(in PostingsBlock block, ReadOnlySpan<int> postings, Span<byte> offsets)
    {
        if (block.IsWide)
        {
            var wide = MemoryMarshal.Cast<byte, int>(offsets);
            for (var i = 0; i < postings.Length; i++) { wide[i] = (postings[i] >>> 8) - block.FirstDocument; }
            return;
        }
        var narrow = MemoryMarshal.Cast<byte, ushort>(offsets);
        for (var i = 0; i < postings.Length; i++) { narrow[i] = (ushort)((postings[i] >>> 8) - block.FirstDocument); }
    }
}
