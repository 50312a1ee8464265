namespace GraphMemory.Kernels.Text;

/// <summary>Combines the word hashes of a name into one, left to right, so that a scanner for the longest known name extends its hash
/// by one word at a time: <c>hash = Append(hash, word)</c>. The value is stable across processes and may be stored.</summary>
public static class NameHash
{
    /// <summary>The hash of a name without words.</summary>
    public const ulong Empty = 0x9E3779B97F4A7C15;

    public static ulong Append(ulong name, ulong word)
    {
        // Multiply-and-fold (Yi, wyhash): order matters and every bit of both inputs reaches every bit of the result.
        var high = Math.BigMul(name ^ word, 0xA0761D6478BD642F ^ (name << 1), out var low);
        return high ^ low;
    }

    public static ulong Of(ReadOnlySpan<ulong> words)
    {
        var name = Empty;
        foreach (var word in words) { name = Append(name, word); }
        return name;
    }
}
