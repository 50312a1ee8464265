using System.Text;

namespace GraphMemory.Kernels.Text;

/// <summary>Folds Latin letters with diacritics, ligatures and full-width forms to lower-case ASCII. The process runs with
/// invariant globalization, which has no Unicode normalization data, so the table is here: NFKD of each letter without its marks,
/// plus the letters that have no decomposition (ø, ł, ß) by their usual spelling.</summary>
internal static class LatinFolding
{
    private const int PairsFrom = 0xC0, PairsTo = 0x250, AdditionalFrom = 0x1E00, AdditionalTo = 0x1F00;

    /// <summary>ASCII lower-case spelling of <paramref name="rune"/> (1 to 3 bytes), or empty when it has none.</summary>
    public static ReadOnlySpan<byte> Fold(Rune rune) => rune.Value switch
    {
        >= PairsFrom and < PairsTo => Pair(Latin, rune.Value - PairsFrom),
        >= AdditionalFrom and < AdditionalTo => Pair(LatinAdditional, rune.Value - AdditionalFrom),
        >= 0xFB00 and <= 0xFB06 => Ligature(rune.Value),
        _ => [],
    };

    /// <summary>Full-width ASCII (U+FF01 to U+FF5E) as ASCII; everything else unchanged.</summary>
    public static Rune Narrow(Rune rune) => rune.Value is >= 0xFF01 and <= 0xFF5E ? new Rune(rune.Value - 0xFEE0) : rune;

    /// <summary>Combining diacritical marks are dropped, so that a decomposed letter equals its composed form.</summary>
    public static bool IsDropped(Rune rune) => rune.Value is >= 0x300 and <= 0x36F;

    private static ReadOnlySpan<byte> Pair(ReadOnlySpan<byte> table, int index)
    {
        var pair = table.Slice(2 * index, 2);
        return pair[1] != (byte)' ' ? pair : pair[..(pair[0] != (byte)' ' ? 1 : 0)];
    }

    private static ReadOnlySpan<byte> Ligature(int codePoint) => codePoint switch
    {
        0xFB00 => "ff"u8,
        0xFB01 => "fi"u8,
        0xFB02 => "fl"u8,
        0xFB03 => "ffi"u8,
        0xFB04 => "ffl"u8,
        _ => "st"u8,
    };

    // U+00C0 to U+024F, two bytes per letter: Latin-1 Supplement, Latin Extended-A and -B.
    private static ReadOnlySpan<byte> Latin =>
        "a a a a a a aec e e e e i i i i d n o o o o o   o u u u u y thss"u8 +
        "a a a a a a aec e e e e i i i i d n o o o o o   o u u u u y thy "u8 +
        "a a a a a a c c c c c c c c d d d d e e e e e e e e e e g g g g "u8 +
        "g g g g h h h h i i i i i i i i i i ijijj j k k k l l l l l l l "u8 +
        "l l l n n n n n n n n n o o o o o o oeoer r r r r r s s s s s s "u8 +
        "s s t t t t t t u u u u u u u u u u u u w w y y y z z z z z z s "u8 +
        "b b b b     o c c d d d d   e e e f f g   hv  i k k l l   n n o "u8 +
        "o o     p p r         t t t t u u   v y y z z                   "u8 +
        "        dzdzdzljljljnjnjnja a i i o o u u u u u u u u u u e a a "u8 +
        "a a aeaeg g g g k k o o o o     j dzdzdzg g hv  n n a a aeaeo o "u8 +
        "a a a a e e e e i i i i o o o o r r r r u u u u s s t t     h h "u8 +
        "n d     z z a a e e o o o o o o o o y y l n t j dbqpa c c l t s "u8 +
        "z     b u   e e j j q q r r y y "u8;

    // U+1E00 to U+1EFF, two bytes per letter: Latin Extended Additional (Vietnamese among others).
    private static ReadOnlySpan<byte> LatinAdditional =>
        "a a b b b b b b c c d d d d d d d d d d e e e e e e e e e e f f "u8 +
        "g g h h h h h h h h h h i i i i k k k k k k l l l l l l l l m m "u8 +
        "m m m m n n n n n n n n o o o o o o o o p p p p r r r r r r r r "u8 +
        "s s s s s s s s s s t t t t t t t t u u u u u u u u u u v v v v "u8 +
        "w w w w w w w w w w x x x x y y z z z z z z h t w y a s s s ss  "u8 +
        "a a a a a a a a a a a a a a a a a a a a a a a a e e e e e e e e "u8 +
        "e e e e e e e e i i i i o o o o o o o o o o o o o o o o o o o o "u8 +
        "o o o o u u u u u u u u u u u u u u y y y y y y y y llllv v y y "u8;
}
