using System.Diagnostics;
using System.Runtime.InteropServices;

namespace GraphMemory.Kernels.Text;

/// <summary>A cursor's state without the index, so that many fit in one array; each call is given the index it was opened on.</summary>
internal struct PostingsPosition
{
    private int _block;
    private int _blockEnd;
    private int _index;
    private PostingsBlock _header;

    /// <summary>Current document, or <see cref="PostingsCursor.End"/>.</summary>
    public int Document { get; private set; }

    public readonly PostingsBlock Header => _header;

    public readonly int Index => _index;

    public void Open(in PostingsIndex index, int term)
    {
        var postings = index.Terms[term];
        _block = postings.FirstBlock;
        _blockEnd = _block + postings.BlockCount;
        EnterBlock(index);
    }

    public readonly int Frequency(in PostingsIndex index) => Frequencies(index)[_index];

    public readonly ReadOnlySpan<byte> Frequencies(in PostingsIndex index) =>
        index.Data.Slice(_header.DataOffset + _header.OffsetBytes, _header.Count);

    public readonly ReadOnlySpan<ushort> NarrowOffsets(in PostingsIndex index) =>
        MemoryMarshal.Cast<byte, ushort>(index.Data.Slice(_header.DataOffset, _header.OffsetBytes));

    public readonly ReadOnlySpan<int> WideOffsets(in PostingsIndex index) =>
        MemoryMarshal.Cast<byte, int>(index.Data.Slice(_header.DataOffset, _header.OffsetBytes));

    /// <summary>To the next document; must not be at the end.</summary>
    public void Next(in PostingsIndex index)
    {
        Debug.Assert(Document != PostingsCursor.End);
        if (_index == _header.LastIndex) { NextBlock(index); }
        else { MoveTo(index, _index + 1); }
    }

    public void NextBlock(in PostingsIndex index)
    {
        _block++;
        EnterBlock(index);
    }

    /// <summary>To the first document not before <paramref name="target"/>; never moves back.</summary>
    public void Advance(in PostingsIndex index, int target)
    {
        if (Document >= target) { return; }
        if (_header.LastDocument < target && !SkipBlocks(index, target)) { return; }
        MoveTo(index, IndexOf(index, target));
    }

    /// <summary>Within the current block, which must contain a document not before <paramref name="target"/>.</summary>
    public readonly int IndexOf(in PostingsIndex index, int target)
    {
        var offset = target - _header.FirstDocument;
        if (offset <= 0) { return 0; }
        return _index + (_header.IsWide
            ? SortedSearch.FirstAtLeast(WideOffsets(index)[_index..], offset)
            : SortedSearch.FirstAtLeast(NarrowOffsets(index)[_index..], (ushort)offset));
    }

    public void MoveTo(in PostingsIndex index, int inBlock)
    {
        _index = inBlock;
        Document = _header.FirstDocument + (_header.IsWide ? WideOffsets(index)[inBlock] : NarrowOffsets(index)[inBlock]);
    }

    private bool SkipBlocks(in PostingsIndex index, int target)
    {
        do { _block++; }
        while (_block < _blockEnd && index.Blocks[_block].LastDocument < target);
        return EnterBlock(index);
    }

    private bool EnterBlock(in PostingsIndex index)
    {
        _index = 0;
        if (_block >= _blockEnd)
        {
            Document = PostingsCursor.End;
            return false;
        }
        _header = index.Blocks[_block];
        Document = _header.FirstDocument;
        return true;
    }
}
