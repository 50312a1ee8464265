using System.Runtime.InteropServices;

namespace GraphMemory.Engine.Retrieval.Index;

/// <summary>The first bytes of a segment: what it is built from, how much it holds, where each section lies. Little-endian, as all targets are.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal unsafe struct SegmentHeader
{
    /// <summary>"GMSEG" and the version of this layout; raised whenever the bytes of any section change their meaning.</summary>
    public const ulong MagicAndVersion = 0x0000_0347_4553_4D47;

    public const int SectionsMax = 40;

    public ulong Magic;
    public long WorkspaceId;
    public long WorkspaceCreatedAtMs;
    /// <summary>The segment covers the log positions in (From, To].</summary>
    public long FromSeq;
    public long ToSeq;
    /// <summary>Clock time of the event at <see cref="ToSeq"/>: a store restored from a backup has another one there.</summary>
    public long ToAtMs;
    /// <summary>Facts closed up to this position are known as closed in the segment.</summary>
    public long BuiltSeq;
    /// <summary>Sum of the document lengths, in terms.</summary>
    public long LengthTotal;
    public long FileLength;
    public fixed long SectionOffset[SectionsMax];
    public fixed long SectionLength[SectionsMax];
    /// <summary>XxHash3 of everything before this field.</summary>
    public ulong Checksum;
}
