using System.Text;

namespace GraphMemory.Kernels.Text;

/// <summary>
/// Folds a name so that spellings of one name become equal: case, Latin diacritics, full-width forms, and the ways words are joined
/// (<c>OrderService</c>, <c>order_service</c>, <c>Order-Service</c>, <c>order service</c>). Signs that tell names apart stay (<c>C#</c>, <c>a/b.cs</c>), and so
/// does what separates two digits (<c>1-0</c> is not <c>10</c>).
/// </summary>
public static class NameFolding
{
    /// <summary>Bytes that a name of <paramref name="length"/> UTF-16 units can need.</summary>
    public static int BytesMax(int length) => 4 * length;

    /// <summary>Writes the folded name and returns its length in bytes; 0 for a name of nothing but separators.</summary>
    public static int Fold(ReadOnlySpan<char> name, Span<byte> folded)
    {
        Span<byte> utf8 = stackalloc byte[4];
        var (length, isSeparated) = (0, false);
        while (!name.IsEmpty)
        {
            Rune.DecodeFromUtf16(name, out var rune, out var consumed);
            name = name[consumed..];
            if (IsJoint(rune))
            {
                isSeparated = true;
                continue;
            }

            var bytes = TermFolding.FoldRune(rune, utf8);
            if (bytes.IsEmpty) { continue; }
            if (isSeparated && length > 0 && IsDigit(folded[length - 1]) && IsDigit(bytes[0])) { folded[length++] = (byte)'-'; }
            isSeparated = false;
            bytes.CopyTo(folded[length..]);
            length += bytes.Length;
        }

        return length;
    }

    private static bool IsJoint(Rune rune) => rune.Value is '_' or '-' or '＿' or '‐' or '‑' or '–' || Rune.IsWhiteSpace(rune);

    private static bool IsDigit(byte value) => value is >= (byte)'0' and <= (byte)'9';
}
