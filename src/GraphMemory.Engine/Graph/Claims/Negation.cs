namespace GraphMemory.Engine.Graph.Claims;

/// <summary>English words that turn a claim into its opposite.</summary>
public static class Negation
{
    private static readonly string[] Words = ["not", "no", "never", "cannot", "without", "neither", "nor"];

    /// <summary>True for the stem of a negating word that is no stop word and so would count as content.</summary>
    public static bool IsStem(ReadOnlySpan<byte> stem) =>
        stem.SequenceEqual("never"u8) || stem.SequenceEqual("without"u8) || stem.SequenceEqual("longer"u8) || stem.SequenceEqual("neither"u8);

    /// <summary>Negating words in a text, contractions ("doesn't") included.</summary>
    public static int Count(ReadOnlySpan<char> text)
    {
        var count = 0;
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && (char.IsLetter(text[i]) || text[i] is '\'' or '\u2019'))
            {
                if (start < 0) { start = i; }
            }
            else if (start >= 0)
            {
                if (IsNegating(text[start..i])) { count++; }
                start = -1;
            }
        }

        return count;
    }

    private static bool IsNegating(ReadOnlySpan<char> word)
    {
        if (word.EndsWith("n't", StringComparison.OrdinalIgnoreCase) || word.EndsWith("n\u2019t", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        foreach (var negation in Words)
        {
            if (word.Equals(negation, StringComparison.OrdinalIgnoreCase)) { return true; }
        }

        return false;
    }
}
