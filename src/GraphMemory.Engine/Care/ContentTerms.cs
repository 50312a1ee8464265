using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Engine.Care;

/// <summary>The words of a text that say something, stemmed, as hashes; numbers apart, because what differs in a number is something else.</summary>
internal sealed class ContentTerms
{
    private readonly TextAnalyzer _analyzer = new();
    private readonly TokenBuffer _tokens = new();
    private readonly List<ulong> _terms = [];
    private char[] _chars = new char[1024];

    /// <summary>Terms of the last text, in its order, repetitions included; valid until the next.</summary>
    public ReadOnlySpan<ulong> Of(ReadOnlySpan<byte> utf8)
    {
        if (_chars.Length < utf8.Length) { _chars = new char[2 * utf8.Length]; }
        return Of(_chars.AsSpan(0, Encoding.UTF8.GetChars(utf8, _chars)));
    }

    /// <inheritdoc cref="Of(ReadOnlySpan{byte})"/>
    /// <param name="text">The text.</param>
    /// <param name="withStopWords">Also words that every text has.</param>
    public ReadOnlySpan<ulong> Of(ReadOnlySpan<char> text, bool withStopWords = false)
    {
        _analyzer.Analyze(text, _tokens);
        _terms.Clear();
        for (var i = 0; i < _tokens.Count; i++)
        {
            if (_tokens[i].Kind is TokenKind.Whole or TokenKind.Character || (_tokens[i].Stop && !withStopWords)) { continue; }
            _terms.Add(XxHash3.HashToUInt64(_tokens.Term(i)));
        }

        return CollectionsMarshal.AsSpan(_terms);
    }

    /// <summary>The numbers in a text, as a set that can be compared.</summary>
    public static string Numbers(ReadOnlySpan<char> text)
    {
        var numbers = new SortedSet<string>(StringComparer.Ordinal);
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsAsciiDigit(text[at])) { continue; }
            var end = at;
            while (end < text.Length && char.IsAsciiDigit(text[end])) { end++; }
            numbers.Add(text[at..end].ToString());
            at = end;
        }

        return string.Join(' ', numbers);
    }
}
