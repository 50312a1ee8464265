namespace GraphMemory.Kernels.Text;

/// <summary>Many growing lists of ints in few large arrays. A list is a chain of chunks of 2, 4, 8 … 1024 ints whose last int is the
/// place of the next chunk, as in Lucene's ByteBlockPool: a list of one item costs 8 bytes, and nothing is ever copied.</summary>
internal sealed class PostingsChunks
{
    private const int PageBits = 16, PageSize = 1 << PageBits, PageMask = PageSize - 1;
    private const int FirstChunk = 2, LastChunk = 1024;

    private readonly List<int[]> _pages = [];
    private int _used = PageSize;

    /// <summary>One list.</summary>
    internal struct Chain
    {
        public int First;
        public int Count;
        public int Last; // place of the last item
        public short Free; // items that still fit the last chunk
        public short Size; // ints of the last chunk
    }

    public ref int this[int place] => ref _pages[place >> PageBits][place & PageMask];

    public void Append(ref Chain chain, int item)
    {
        if (chain.Free == 0) { Extend(ref chain); }
        else { chain.Last++; }
        chain.Free--;
        chain.Count++;
        this[chain.Last] = item;
    }

    public void CopyTo(in Chain chain, Span<int> items)
    {
        var place = chain.First;
        for (var size = FirstChunk; ; size = NextSize(size))
        {
            var chunk = _pages[place >> PageBits].AsSpan(place & PageMask, size);
            var count = Math.Min(items.Length, size - 1);
            chunk[..count].CopyTo(items);
            items = items[count..];
            if (items.IsEmpty) { return; }
            place = chunk[size - 1];
        }
    }

    private void Extend(ref Chain chain)
    {
        var size = chain.Count == 0 ? FirstChunk : NextSize(chain.Size);
        var place = Allocate(size);
        if (chain.Count == 0) { chain.First = place; }
        else { this[chain.Last + 1] = place; }
        chain.Last = place;
        chain.Size = (short)size;
        chain.Free = (short)(size - 1);
    }

    private int Allocate(int size)
    {
        if (_used + size > PageSize)
        {
            _pages.Add(GC.AllocateUninitializedArray<int>(PageSize));
            _used = 0;
        }
        var place = ((_pages.Count - 1) << PageBits) + _used;
        _used += size;
        return place;
    }

    private static int NextSize(int size) => Math.Min(2 * size, LastChunk);
}
