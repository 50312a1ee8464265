using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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
    private readonly MappedBytes? _mapped;

    private SegmentData(byte* start, byte[]? array, MappedBytes? mapped)
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
        var mapped = MappedBytes.Open(path);
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

    /// <summary>A file mapped for reading; unmapped when nobody holds it any more.</summary>
    private sealed class MappedBytes : IDisposable
    {
        private readonly MemoryMappedFile _file;
        private readonly MemoryMappedViewAccessor _view;

        private MappedBytes(MemoryMappedFile file, MemoryMappedViewAccessor view, long length)
        {
            (_file, _view, Length) = (file, view, length);
            byte* start = null;
            _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
            Start = start + _view.PointerOffset;
        }

        ~MappedBytes() => Release();

        public byte* Start { get; }

        public long Length { get; }

        public static MappedBytes? Open(string path)
        {
            try
            {
                using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                if (stream.Length == 0) { return null; }
                var file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
                return new MappedBytes(file, file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read), stream.Length);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                return null; // gone, not ours to read, or being replaced by another process: the store can always rebuild it
            }
        }

        public void Dispose()
        {
            Release();
            GC.SuppressFinalize(this);
        }

        private void Release()
        {
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
            _view.Dispose();
            _file.Dispose();
        }
    }
}
