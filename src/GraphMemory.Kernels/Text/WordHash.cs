namespace GraphMemory.Kernels.Text;

/// <summary>64-bit hash of a folded word, byte by byte while it is folded: FNV-1a (Fowler, Noll, Vo) with a final mix
/// (Stafford, variant 13), because FNV's upper bits are weak for short words. Stable across processes.</summary>
internal static class WordHash
{
    public const ulong Start = 14695981039346656037;

    public static ulong Append(ulong hash, byte value) => (hash ^ value) * 1099511628211;

    public static ulong Finish(ulong hash)
    {
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EB;
        return hash ^ (hash >> 31);
    }

    public static ulong Of(ReadOnlySpan<byte> folded)
    {
        var hash = Start;
        foreach (var value in folded) { hash = Append(hash, value); }
        return Finish(hash);
    }
}
