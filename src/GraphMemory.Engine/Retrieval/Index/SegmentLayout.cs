using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GraphMemory.Engine.Retrieval.Index;

/// <summary>A built segment that is still in the builder's arrays: a header and its sections, ready to go to memory or to a file.</summary>
internal sealed class SegmentLayout
{
    public const int HeaderLength = 1024;
    private const int Alignment = 64;
    private readonly ISectionSource[] _sections = new ISectionSource[(int)SegmentSection.Count];
    private SegmentHeader _header;

    public SegmentLayout(SegmentHeader header)
    {
        _header = header;
        Array.Fill(_sections, new SectionSource<byte>(ReadOnlyMemory<byte>.Empty));
    }

    public void Set<T>(SegmentSection section, ReadOnlyMemory<T> items) where T : unmanaged => _sections[(int)section] = new SectionSource<T>(items);

    public void Set<T>(SegmentSection section, List<T> items) where T : unmanaged => _sections[(int)section] = new ListSource<T>(items);

    /// <summary>The whole segment in one pinned array.</summary>
    public SegmentData ToMemory()
    {
        Place();
        var array = GC.AllocateUninitializedArray<byte>(checked((int)_header.FileLength), pinned: true);
        array.AsSpan(0, HeaderLength).Clear();
        MemoryMarshal.Write(array, in _header);
        for (var i = 0; i < _sections.Length; i++) { _sections[i].CopyTo(array.AsSpan((int)OffsetOf(i))); }
        return SegmentData.Over(array);
    }

    /// <summary>The same bytes to a stream at its beginning.</summary>
    public void WriteTo(Stream stream)
    {
        Place();
        var head = new byte[HeaderLength];
        MemoryMarshal.Write(head, in _header);
        stream.Write(head);
        for (var i = 0; i < _sections.Length; i++)
        {
            stream.Position = OffsetOf(i);
            _sections[i].WriteTo(stream);
        }

        stream.SetLength(_header.FileLength);
    }

    internal static unsafe ulong ChecksumOf(in SegmentHeader header)
    {
        var bytes = MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in header, 1));
        return XxHash3.HashToUInt64(bytes[..(sizeof(SegmentHeader) - sizeof(ulong))]);
    }

    private unsafe void Place()
    {
        long at = HeaderLength;
        for (var i = 0; i < _sections.Length; i++)
        {
            _header.SectionOffset[i] = at;
            _header.SectionLength[i] = _sections[i].ByteLength;
            at = (at + _sections[i].ByteLength + Alignment - 1) & -Alignment;
        }

        (_header.Magic, _header.FileLength) = (SegmentHeader.MagicAndVersion, at);
        _header.Checksum = ChecksumOf(in _header);
    }

    private unsafe long OffsetOf(int section) => _header.SectionOffset[section];

    private interface ISectionSource
    {
        long ByteLength { get; }

        void CopyTo(Span<byte> target);

        void WriteTo(Stream stream);
    }

    private sealed class SectionSource<T>(ReadOnlyMemory<T> items) : ISectionSource where T : unmanaged
    {
        public long ByteLength => (long)items.Length * Unsafe.SizeOf<T>();

        public void CopyTo(Span<byte> target) => MemoryMarshal.AsBytes(items.Span).CopyTo(target);

        public void WriteTo(Stream stream) => WriteSpan(stream, items.Span);
    }

    private sealed class ListSource<T>(List<T> items) : ISectionSource where T : unmanaged
    {
        public long ByteLength => (long)items.Count * Unsafe.SizeOf<T>();

        public void CopyTo(Span<byte> target) => MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(items)).CopyTo(target);

        public void WriteTo(Stream stream) => WriteSpan(stream, CollectionsMarshal.AsSpan(items));
    }

    /// <summary>In pieces, because the bytes of a large array may be more than one span can hold.</summary>
    private static void WriteSpan<T>(Stream stream, ReadOnlySpan<T> items) where T : unmanaged
    {
        const int piece = 1 << 16;
        for (; items.Length > piece; items = items[piece..]) { stream.Write(MemoryMarshal.AsBytes(items[..piece])); }
        stream.Write(MemoryMarshal.AsBytes(items));
    }
}
