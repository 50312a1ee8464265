using System.Text;

namespace GraphMemory.Kernels.Text;

/// <summary>A folded term: its bytes are at the front of the destination.</summary>
/// <param name="Length">Bytes written, at most <see cref="TermFolding.TermBytesMax"/>.</param>
/// <param name="Hash">Hash of the whole folded word, also of what was cut off.</param>
/// <param name="IsAsciiWord">Only the letters a to z, nothing cut off: the stemmer may run.</param>
internal readonly record struct FoldedTerm(int Length, ulong Hash, bool IsAsciiWord);

/// <summary>Lower-cases and folds characters into a term, hashing as it goes.</summary>
internal static class TermFolding
{
    /// <summary>Longer terms are cut at the last whole character that fits.</summary>
    public const int TermBytesMax = 64;

    public static FoldedTerm Fold(ReadOnlySpan<char> source, Span<byte> destination)
    {
        var hash = WordHash.Start;
        var isWord = true;
        var length = 0;
        for (var at = 0; at < source.Length; at++)
        {
            var unit = source[at];
            if (unit >= 128 || length == TermBytesMax) { return FoldUnicode(source[at..], destination, length, hash, isWord); }
            var value = (byte)(unit is >= 'A' and <= 'Z' ? unit | 0x20 : unit);
            isWord &= value is >= (byte)'a' and <= (byte)'z';
            hash = WordHash.Append(hash, value);
            destination[length++] = value;
        }
        return new FoldedTerm(length, WordHash.Finish(hash), isWord);
    }

    private static FoldedTerm FoldUnicode(ReadOnlySpan<char> source, Span<byte> destination, int length, ulong hash, bool isWord)
    {
        Span<byte> utf8 = stackalloc byte[4];
        var open = true;
        while (!source.IsEmpty)
        {
            Rune.DecodeFromUtf16(source, out var rune, out var consumed);
            source = source[consumed..];
            var bytes = FoldRune(rune, utf8);
            open &= length + bytes.Length <= TermBytesMax;
            foreach (var value in bytes)
            {
                hash = WordHash.Append(hash, value);
                isWord &= value is >= (byte)'a' and <= (byte)'z';
                if (open) { destination[length++] = value; }
            }
        }
        return new FoldedTerm(length, WordHash.Finish(hash), isWord && open);
    }

    internal static ReadOnlySpan<byte> FoldRune(Rune rune, Span<byte> utf8)
    {
        if (LatinFolding.IsDropped(rune)) { return []; }
        var folded = LatinFolding.Fold(rune);
        if (!folded.IsEmpty) { return folded; }
        var lower = Rune.ToLowerInvariant(LatinFolding.Narrow(rune));
        if (lower.Value == 'ς') { lower = new Rune('σ'); } // the final form of the same letter
        return utf8[..lower.EncodeToUtf8(utf8)];
    }
}
