using System.Runtime.InteropServices;

namespace GraphMemory.Kernels.Text;

/// <summary>Writes postings (document in the upper 24 bits, frequency in the lower 8) as blocks, term by term.</summary>
/// <param name="norms">The lengths of the documents.</param>
/// <param name="dataBytes">Sum of <see cref="DataBytes"/>: the data are the largest array of all, and growing it would hold it twice.</param>
internal sealed class PostingsLayout(byte[] norms, int termCount, int dataBytes)
{
    private readonly TermPostings[] _terms = new TermPostings[termCount];
    private readonly List<PostingsBlock> _blocks = [];
    private readonly byte[] _data = new byte[dataBytes];
    private int _dataLength;
    private int _termsAdded;

    /// <summary>Bytes that the blocks of one term take.</summary>
    public static int DataBytes(ReadOnlySpan<int> postings)
    {
        var bytes = 0;
        for (; !postings.IsEmpty; postings = postings[Math.Min(PostingsBlock.Capacity, postings.Length)..])
        {
            var last = Math.Min(PostingsBlock.Capacity, postings.Length) - 1;
            bytes += new PostingsBlock(postings[0] >>> 8, postings[last] >>> 8, 0, 0, 0, (byte)last).DataBytes;
        }
        return bytes;
    }

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

    public PostingsSections ToSections() => new(_terms, [.. _blocks], _data, norms);

    private PostingsBlock AddBlock(ReadOnlySpan<int> postings)
    {
        var block = Header(postings);
        var data = _data.AsSpan(_dataLength, block.DataBytes);
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
