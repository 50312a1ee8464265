using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GraphMemory.Engine.Files;

namespace GraphMemory.Engine.Vectors;

/// <summary>
/// The bytes of a vector file as typed sections. Bounds are checked once when it is opened; spans check the rest, so that a damaged file
/// gives an exception and never foreign memory.
/// </summary>
internal sealed unsafe class VectorData
{
    private readonly MappedFile _mapped; // keeps the bytes as long as this object lives; callers keep it alive while they hold spans

    private VectorData(MappedFile mapped) => _mapped = mapped;

    public ref readonly VectorHeader Header => ref Unsafe.AsRef<VectorHeader>(_mapped.Start);

    public long Length => _mapped.Length;

    /// <summary>Maps a vector file; null when it is no whole file of this layout.</summary>
    public static VectorData? TryMap(string path)
    {
        var mapped = MappedFile.Open(path);
        if (mapped is null) { return null; }
        var data = new VectorData(mapped);
        if (mapped.Length >= VectorHeader.Length && data.IsWhole()) { return data; }
        mapped.Dispose();
        return null;
    }

    public ReadOnlySpan<T> Section<T>(VectorSection section) where T : unmanaged =>
        new(_mapped.Start + Header.SectionOffset[(int)section], checked((int)(Header.SectionLength[(int)section] / sizeof(T))));

    internal static ulong ChecksumOf(in VectorHeader header)
    {
        var bytes = MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in header, 1));
        return XxHash3.HashToUInt64(bytes[..(sizeof(VectorHeader) - sizeof(ulong) - sizeof(long))]);
    }

    private bool IsWhole()
    {
        ref readonly var header = ref Header;
        if (header.Magic != VectorHeader.MagicAndVersion || header.FileLength != Length || header.Checksum != ChecksumOf(in header)) { return false; }
        for (var i = 0; i < (int)VectorSection.Count; i++)
        {
            var (offset, size) = (header.SectionOffset[i], header.SectionLength[i]);
            if (offset < VectorHeader.Length || offset > Length || offset % 64 != 0 || size < 0 || size > Length - offset) { return false; }
        }

        var (rows, dimensions) = ((long)header.Rows, (long)header.Dimensions);
        return rows >= 0 && dimensions >= 0 && (dimensions > 0 || rows == 0) && header.SectionLength[(int)VectorSection.Id] == rows * sizeof(long)
            && header.SectionLength[(int)VectorSection.TextHash] == rows * sizeof(UInt128) && header.SectionLength[(int)VectorSection.Scale] == rows * sizeof(float)
            && header.SectionLength[(int)VectorSection.Code] == rows * dimensions && header.SectionLength[(int)VectorSection.Value] == rows * dimensions * sizeof(float);
    }
}
