using System.Collections.Immutable;

namespace GraphMemory.Engine.Plugins.Summaries;

/// <summary>
/// Cuts a text into sentences by its punctuation alone, whatever the language: at a stop that white space follows, at a full-width stop, and
/// at the end of a line. Abbreviations are cut too often, which costs a summary little.
/// </summary>
internal static class Sentences
{
    /// <summary>Of a longer text only the beginning is looked at: the graph of sentences grows with the square of their number.</summary>
    public const int CountMax = 400;

    /// <summary>What is shorter is a heading or a number, not a sentence.</summary>
    private const int LengthMin = 12;

    public static ImmutableArray<string> Of(string text)
    {
        var sentences = ImmutableArray.CreateBuilder<string>();
        var start = 0;
        for (var at = 0; at < text.Length && sentences.Count < CountMax; at++)
        {
            if (!EndsAt(text, at)) { continue; }
            Add(sentences, text.AsSpan(start, at + 1 - start));
            start = at + 1;
        }

        if (sentences.Count < CountMax) { Add(sentences, text.AsSpan(start)); }
        return sentences.ToImmutable();
    }

    private static bool EndsAt(string text, int at) => text[at] switch
    {
        '\n' or '\r' or '\u3002' or '\uff01' or '\uff1f' or '\uff0e' or '\u0964' or '\u06d4' => true,
        '.' or '!' or '?' or '\u2026' => at + 1 == text.Length || char.IsWhiteSpace(text[at + 1]),
        _ => false,
    };

    private static void Add(ImmutableArray<string>.Builder sentences, ReadOnlySpan<char> sentence)
    {
        sentence = sentence.Trim().TrimStart("-*+#> \t").TrimStart();
        if (sentence.Length >= LengthMin || (sentence.Length > LengthMin / 4 && sentence[0] > '\u2e80')) { sentences.Add(sentence.ToString()); }
    }
}
