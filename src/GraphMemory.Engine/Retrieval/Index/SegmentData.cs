using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GraphMemory.Engine.Files;

namespace GraphMemory.Engine.Retrieval.Index;

/// <summary>
/// The bytes of one immutable segment, in memory or mapped from a file, as typed sections. Section bounds are checked once when it is
/// opened; spans check the rest, so that a damaged file gives an exception and never foreign memory.
/// </summary>
internal sealed unsafe class SegmentData
{
    private readonly byte* _start;
    // Either owner keeps the bytes alive as long as this object lives; callers keep the segment alive while they hold its spans.
    private readonly byte[]? _array;
    private readonly MappedFile? _mapped;

    private SegmentData(byte* start, byte[]? array, MappedFile? mapped)
    {
        _start = start;
        _array = array;
        _mapped = mapped;
    }

    public ref readonly SegmentHeader Header => ref Unsafe.AsRef<SegmentHeader>(_start);

    public bool IsMapped => _mapped is not null;

    /// <summary>A segment in a pinned array.</summary>
    public static SegmentData Over(byte[] pinned) =>
        new((byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned)), pinned, null);

    /// <summary>Maps a segment file; null when it is no whole segment of this layout.</summary>
    public static SegmentData? TryMap(string path)
    {
        var mapped = MappedFile.Open(path);
        if (mapped is null) { return null; }
        if (mapped.Length >= SegmentLayout.HeaderLength)
        {
            var data = new SegmentData(mapped.Start, null, mapped);
            if (IsWhole(in data.Header, mapped.Length)) { return data; }
        }

        mapped.Dispose();
        return null;
    }

    public ReadOnlySpan<T> Section<T>(SegmentSection section) where T : unmanaged =>
        new(_start + Header.SectionOffset[(int)section], checked((int)(Header.SectionLength[(int)section] / sizeof(T))));

    private static bool IsWhole(in SegmentHeader header, long length)
    {
        if (header.Magic != SegmentHeader.MagicAndVersion || header.FileLength != length || header.Checksum != SegmentLayout.ChecksumOf(in header)) { return false; }
        for (var i = 0; i < (int)SegmentSection.Count; i++)
        {
            var (offset, size) = (header.SectionOffset[i], header.SectionLength[i]);
            if (offset < SegmentLayout.HeaderLength || offset > length || offset % 64 != 0 || size < 0 || size > length - offset) { return false; }
        }

        return true;
    }
}
