using System.Collections.Immutable;
using System.Text;

namespace GraphMemory.Fuzz;

/// <summary>Makes a new input from known ones: a few random changes of bytes, of words, and of the structure that brackets and lines give.</summary>
internal sealed class Mutation(Random random, ImmutableArray<string> words)
{
    private const int ChangesMax = 8;
    private const int BytesMax = 64 * 1024;

    private static readonly string[] Awkward =
    [
        "", "null", "true", "-1", "0", "1e309", "-0", "9223372036854775807", "9223372036854775808", "18446744073709551616", "0x10", "1.5", "NaN",
        "\"\"", "[]", "{}", "\\u0000", "\\ud800", "\u0000", "\uFEFF", "\uFFFD", "é", "漢", "😀", "\r\n", "\n", "\t", " ", "..", "/", "\\", "'", "\"", "%00", "%2e",
        "${", "{{", "<!--", "<![CDATA[", "&amp;", "0000-00-00", "9999-12-31T23:59:59Z", "2026-02-30", "-9999999999999",
    ];

    private static readonly byte[][] Awkwards = [.. Awkward.Select(Encoding.UTF8.GetBytes)];

    private readonly byte[][] _words = [.. words.Select(Encoding.UTF8.GetBytes)];

    public byte[] Of(IReadOnlyList<byte[]> corpus)
    {
        var bytes = new List<byte>(corpus[random.Next(corpus.Count)]);
        for (var changes = 1 + random.Next(ChangesMax); changes > 0; changes--) { Change(bytes, corpus); }
        if (bytes.Count > BytesMax) { bytes.RemoveRange(BytesMax, bytes.Count - BytesMax); }
        return [.. bytes];
    }

    private void Change(List<byte> bytes, IReadOnlyList<byte[]> corpus)
    {
        switch (random.Next(11))
        {
            case 0 when bytes.Count > 0: bytes[random.Next(bytes.Count)] ^= (byte)(1 << random.Next(8)); break;
            case 1 when bytes.Count > 0: bytes[random.Next(bytes.Count)] = (byte)random.Next(256); break;
            case 2: bytes.Insert(random.Next(bytes.Count + 1), (byte)random.Next(256)); break;
            case 3 when bytes.Count > 0: RemoveStretch(bytes); break;
            case 4 when bytes.Count > 0: RepeatStretch(bytes); break;
            case 5: Splice(bytes, corpus[random.Next(corpus.Count)]); break;
            case 6: Put(bytes, Awkwards[random.Next(Awkwards.Length)]); break;
            case 7 when _words.Length > 0: Put(bytes, _words[random.Next(_words.Length)]); break;
            case 8: ReplaceToken(bytes, Awkwards[random.Next(Awkwards.Length)]); break;
            case 9 when _words.Length > 0: ReplaceToken(bytes, _words[random.Next(_words.Length)]); break;
            case 10: SwapTokens(bytes); break;
            default: break;
        }
    }

    private void RemoveStretch(List<byte> bytes)
    {
        var (from, count) = Stretch(bytes.Count);
        bytes.RemoveRange(from, count);
    }

    private void RepeatStretch(List<byte> bytes)
    {
        var (from, count) = Stretch(Math.Min(bytes.Count, 256));
        var stretch = bytes.GetRange(from, count);
        for (var times = 1 + random.Next(random.Next(20) == 0 ? 200 : 3); times > 0 && bytes.Count < BytesMax; times--) { bytes.InsertRange(from, stretch); }
    }

    private void Splice(List<byte> bytes, byte[] other)
    {
        if (other.Length == 0) { return; }
        var (from, count) = Stretch(other.Length);
        bytes.InsertRange(random.Next(bytes.Count + 1), other.AsSpan(from, count).ToArray());
    }

    private void Put(List<byte> bytes, byte[] word) => bytes.InsertRange(random.Next(bytes.Count + 1), word);

    /// <summary>A token is a run of letters and digits, or what stands between two quotation marks.</summary>
    private void ReplaceToken(List<byte> bytes, byte[] word)
    {
        if (Token(bytes) is not { } token) { return; }
        bytes.RemoveRange(token.From, token.Count);
        bytes.InsertRange(token.From, word);
    }

    private void SwapTokens(List<byte> bytes)
    {
        if (Token(bytes) is not { } first || Token(bytes) is not { } second || first.From + first.Count > second.From) { return; }
        var (a, b) = (bytes.GetRange(first.From, first.Count), bytes.GetRange(second.From, second.Count));
        bytes.RemoveRange(second.From, second.Count);
        bytes.InsertRange(second.From, a);
        bytes.RemoveRange(first.From, first.Count);
        bytes.InsertRange(first.From, b);
    }

    private (int From, int Count)? Token(List<byte> bytes)
    {
        if (bytes.Count == 0) { return null; }
        var (from, to) = (random.Next(bytes.Count), 0);
        while (from > 0 && IsWord(bytes[from - 1])) { from--; }
        for (to = from; to < bytes.Count && IsWord(bytes[to]); to++) { }
        return (from, Math.Max(1, to - from));
    }

    private static bool IsWord(byte b) => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'_' or (byte)'-' or (byte)'.' or > 127;

    private (int From, int Count) Stretch(int length)
    {
        var count = 1 + random.Next(Math.Min(length, random.Next(4) == 0 ? 512 : 16));
        return (random.Next(length - Math.Min(count, length) + 1), Math.Min(count, length));
    }
}
