using System.Runtime.InteropServices;

namespace GraphMemory.Engine.Vectors;

/// <summary>The parts of a vector file, in the order in which they lie in it.</summary>
internal enum VectorSection
{
    /// <summary>Fact or entity of each row, rising.</summary>
    Id,
    /// <summary>XxHash128 of the text that was embedded.</summary>
    TextHash,
    Scale,
    Code,
    /// <summary>The vectors as they came, of unit length.</summary>
    Value,
    /// <summary>The graph of a large file; empty in a small one.</summary>
    LowestLinks,
    UpperStart,
    UpperLinks,
    Count,
}

/// <summary>The first bytes of a vector file: what it is made from, how much it holds, where each section lies. Little-endian.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal unsafe struct VectorHeader
{
    /// <summary>"GMVEC" and the version of this layout; raised whenever the bytes of any section change their meaning.</summary>
    public const ulong MagicAndVersion = 0x0000_0143_4556_4D47;

    public const int Length = 1024;
    public const int SectionsMax = 16;

    public ulong Magic;
    public ulong Fingerprint;
    public long WorkspaceId;
    public long WorkspaceCreatedAtMs;
    /// <summary>The file covers the log positions in (From, To].</summary>
    public long FromSeq;
    public long ToSeq;
    /// <summary>Clock time of the event at <see cref="ToSeq"/>: a store restored from a backup has another one there.</summary>
    public long ToAtMs;
    /// <summary>State of the store that the texts were read from.</summary>
    public long BuiltSeq;
    public int Dimensions;
    public int Rows;
    /// <summary>Of the graph.</summary>
    public int Degree;
    public int Entry;
    public int Top;
    public int Reserved;
    public long FileLength;
    public fixed long SectionOffset[SectionsMax];
    public fixed long SectionLength[SectionsMax];
    /// <summary>XxHash3 of everything before this field.</summary>
    public ulong Checksum;
    /// <summary>Erasures up to this position are carried out in the file. The one field that changes, in place.</summary>
    public long ErasedSeq;
}
