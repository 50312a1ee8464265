namespace GraphMemory.Kernels.Text;

/// <summary>The English (Porter2) stemmer of Snowball (Porter, 2001), in place. Step 0, the apostrophes, is absent: words come here
/// already split at them.</summary>
public static class EnglishStemmer
{
    /// <summary>Stems a word of the letters a to z and returns the length of the stem, which overwrites the front of
    /// <paramref name="word"/>.</summary>
    public static int Stem(Span<byte> word)
    {
        if (word.Length <= 2) { return word.Length; }
        if (Irregular(word) is { IsEmpty: false } stem)
        {
            stem.CopyTo(word);
            return stem.Length;
        }
        var rest = new EnglishStem(word);
        PluralSuffixes(ref rest);
        if (!IsInvariant(word[..rest.Length])) { EnglishSuffixes.Strip(ref rest); }
        return rest.Finish();
    }

    /// <summary>Step 1a.</summary>
    private static void PluralSuffixes(ref EnglishStem word)
    {
        if (word.EndsWith("sses"u8)) { word.Delete(2); }
        else if (word.EndsWith("ied"u8) || word.EndsWith("ies"u8)) { word.Delete(word.Length > 4 ? 2 : 1); }
        else if (word.EndsWith("us"u8) || word.EndsWith("ss"u8)) { return; }
        else if (word.EndsWith("s"u8) && word.HasVowelBefore(word.Length - 2)) { word.Delete(1); }
    }

    private static ReadOnlySpan<byte> Irregular(ReadOnlySpan<byte> word) => word switch
    {
        { Length: > 6 } => [],
        [(byte)'s', (byte)'k', ..] => Exact(word, "skis"u8, "ski"u8, "skies"u8, "sky"u8, "sky"u8, "sky"u8),
        [_, (byte)'y', ..] => Exact(word, "dying"u8, "die"u8, "lying"u8, "lie"u8, "tying"u8, "tie"u8),
        [.., (byte)'l', (byte)'y'] => Adverb(word),
        [.., (byte)'s'] when word.SequenceEqual("news"u8) || word.SequenceEqual("atlas"u8) || word.SequenceEqual("cosmos"u8)
            || word.SequenceEqual("bias"u8) || word.SequenceEqual("andes"u8) => word,
        _ => word.SequenceEqual("howe"u8) ? word : [],
    };

    private static ReadOnlySpan<byte> Adverb(ReadOnlySpan<byte> word)
    {
        var stem = Exact(word, "idly"u8, "idl"u8, "gently"u8, "gentl"u8, "ugly"u8, "ugli"u8);
        return stem.IsEmpty ? Exact(word, "early"u8, "earli"u8, "only"u8, "onli"u8, "singly"u8, "singl"u8) : stem;
    }

    private static ReadOnlySpan<byte> Exact(
        ReadOnlySpan<byte> word, ReadOnlySpan<byte> a, ReadOnlySpan<byte> stemA, ReadOnlySpan<byte> b, ReadOnlySpan<byte> stemB,
        ReadOnlySpan<byte> c, ReadOnlySpan<byte> stemC) =>
        word.SequenceEqual(a) ? stemA : word.SequenceEqual(b) ? stemB : word.SequenceEqual(c) ? stemC : [];

    /// <summary>Nouns and verbs that only look like inflected forms once the plural is off.</summary>
    private static bool IsInvariant(ReadOnlySpan<byte> word) => word.Length switch
    {
        6 => word.SequenceEqual("inning"u8) || word.SequenceEqual("outing"u8) || word.SequenceEqual("exceed"u8),
        7 => word.SequenceEqual("canning"u8) || word.SequenceEqual("herring"u8) || word.SequenceEqual("earring"u8)
            || word.SequenceEqual("proceed"u8) || word.SequenceEqual("succeed"u8),
        _ => false,
    };
}
