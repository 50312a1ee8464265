namespace GraphMemory.Kernels.Text;

/// <summary>Steps 1b to 5 of Porter2. In each step only the longest suffix that matches is considered, whether or not its condition
/// then holds; hence the order of the lines.</summary>
internal static class EnglishSuffixes
{
    public static void Strip(ref EnglishStem word)
    {
        PastAndProgressive(ref word);
        FinalY(ref word);
        DoubleSuffixes(ref word);
        AdjectiveSuffixes(ref word);
        LastSuffixes(ref word);
        FinalLetters(ref word);
    }

    /// <summary>Step 1b.</summary>
    private static void PastAndProgressive(ref EnglishStem word)
    {
        if (word.EndsWith("eedly"u8)) { ReplaceInR1(ref word, 5, "ee"u8); }
        else if (word.EndsWith("eed"u8)) { ReplaceInR1(ref word, 3, "ee"u8); }
        else if (word.EndsWith("ingly"u8)) { Restore(ref word, 5); }
        else if (word.EndsWith("edly"u8)) { Restore(ref word, 4); }
        else if (word.EndsWith("ing"u8)) { Restore(ref word, 3); }
        else if (word.EndsWith("ed"u8)) { Restore(ref word, 2); }
    }

    private static void Restore(ref EnglishStem word, int suffix)
    {
        if (!word.HasVowelBefore(word.Length - suffix)) { return; }
        word.Delete(suffix);
        if (word.EndsWith("at"u8) || word.EndsWith("bl"u8) || word.EndsWith("iz"u8)) { word.Replace(0, "e"u8); }
        else if (EndsInDouble(word)) { word.Delete(1); }
        else if (word.Length == word.R1 && word.EndsShort(word.Length)) { word.Replace(0, "e"u8); }
    }

    private static bool EndsInDouble(in EnglishStem word) =>
        word.Length >= 2 && word[word.Length - 1] == word[word.Length - 2]
        && "bdfgmnprt"u8.Contains(word[word.Length - 1]);

    /// <summary>Step 1c: cry becomes cri, by and say stay.</summary>
    private static void FinalY(ref EnglishStem word)
    {
        if (word.Length > 2 && word[word.Length - 1] is (byte)'y' or (byte)'Y' && !EnglishStem.IsVowel(word[word.Length - 2]))
        {
            word.Replace(1, "i"u8);
        }
    }

    /// <summary>Step 2.</summary>
    private static void DoubleSuffixes(ref EnglishStem word)
    {
        if (!InflectedNoun(ref word) && !NounOfQuality(ref word)) { FinalLi(ref word); }
    }

    private static bool InflectedNoun(ref EnglishStem word)
    {
        if (word.EndsWith("ization"u8)) { return ReplaceInR1(ref word, 7, "ize"u8); }
        if (word.EndsWith("ational"u8)) { return ReplaceInR1(ref word, 7, "ate"u8); }
        if (word.EndsWith("tional"u8)) { return ReplaceInR1(ref word, 6, "tion"u8); }
        if (word.EndsWith("ation"u8)) { return ReplaceInR1(ref word, 5, "ate"u8); }
        if (word.EndsWith("ator"u8)) { return ReplaceInR1(ref word, 4, "ate"u8); }
        if (word.EndsWith("enci"u8)) { return ReplaceInR1(ref word, 4, "ence"u8); }
        if (word.EndsWith("anci"u8)) { return ReplaceInR1(ref word, 4, "ance"u8); }
        return word.EndsWith("izer"u8) && ReplaceInR1(ref word, 4, "ize"u8);
    }

    private static bool NounOfQuality(ref EnglishStem word)
    {
        if (word.EndsWith("fulness"u8)) { return ReplaceInR1(ref word, 7, "ful"u8); }
        if (word.EndsWith("ousness"u8)) { return ReplaceInR1(ref word, 7, "ous"u8); }
        if (word.EndsWith("iveness"u8)) { return ReplaceInR1(ref word, 7, "ive"u8); }
        if (word.EndsWith("biliti"u8)) { return ReplaceInR1(ref word, 6, "ble"u8); }
        if (word.EndsWith("alism"u8) || word.EndsWith("aliti"u8)) { return ReplaceInR1(ref word, 5, "al"u8); }
        if (word.EndsWith("iviti"u8)) { return ReplaceInR1(ref word, 5, "ive"u8); }
        if (!word.EndsWith("ogi"u8)) { return false; }
        if (word.Length > 3 && word[word.Length - 4] == 'l') { ReplaceInR1(ref word, 3, "og"u8); }
        return true;
    }

    private static void FinalLi(ref EnglishStem word)
    {
        if (word.EndsWith("lessli"u8)) { ReplaceInR1(ref word, 6, "less"u8); }
        else if (word.EndsWith("entli"u8)) { ReplaceInR1(ref word, 5, "ent"u8); }
        else if (word.EndsWith("ousli"u8)) { ReplaceInR1(ref word, 5, "ous"u8); }
        else if (word.EndsWith("fulli"u8)) { ReplaceInR1(ref word, 5, "ful"u8); }
        else if (word.EndsWith("abli"u8)) { ReplaceInR1(ref word, 4, "able"u8); }
        else if (word.EndsWith("alli"u8)) { ReplaceInR1(ref word, 4, "al"u8); }
        else if (word.EndsWith("bli"u8)) { ReplaceInR1(ref word, 3, "ble"u8); }
        else if (word.EndsWith("li"u8) && word.Length > 2 && "cdeghkmnrt"u8.Contains(word[word.Length - 3])) { ReplaceInR1(ref word, 2, []); }
    }

    /// <summary>Step 3.</summary>
    private static void AdjectiveSuffixes(ref EnglishStem word)
    {
        if (word.EndsWith("ational"u8)) { ReplaceInR1(ref word, 7, "ate"u8); }
        else if (word.EndsWith("tional"u8)) { ReplaceInR1(ref word, 6, "tion"u8); }
        else if (word.EndsWith("alize"u8)) { ReplaceInR1(ref word, 5, "al"u8); }
        else if (word.EndsWith("icate"u8) || word.EndsWith("iciti"u8)) { ReplaceInR1(ref word, 5, "ic"u8); }
        else if (word.EndsWith("ative"u8)) { DeleteInR2(ref word, 5); }
        else if (word.EndsWith("ical"u8)) { ReplaceInR1(ref word, 4, "ic"u8); }
        else if (word.EndsWith("ness"u8)) { ReplaceInR1(ref word, 4, []); }
        else if (word.EndsWith("ful"u8)) { ReplaceInR1(ref word, 3, []); }
    }

    /// <summary>Step 4.</summary>
    private static void LastSuffixes(ref EnglishStem word)
    {
        if (word.EndsWith("ion"u8))
        {
            if (word.Length > 3 && word[word.Length - 4] is (byte)'s' or (byte)'t') { DeleteInR2(ref word, 3); }
            return;
        }
        var suffix = LastSuffixLength(word);
        if (suffix > 0) { DeleteInR2(ref word, suffix); }
    }

    private static int LastSuffixLength(in EnglishStem word)
    {
        if (word.EndsWith("ement"u8)) { return 5; }
        if (word.EndsWith("ance"u8) || word.EndsWith("ence"u8) || word.EndsWith("able"u8) || word.EndsWith("ible"u8)
            || word.EndsWith("ment"u8))
        {
            return 4;
        }
        if (word.EndsWith("ant"u8) || word.EndsWith("ent"u8) || word.EndsWith("ism"u8) || word.EndsWith("ate"u8)
            || word.EndsWith("iti"u8) || word.EndsWith("ous"u8) || word.EndsWith("ive"u8) || word.EndsWith("ize"u8))
        {
            return 3;
        }
        return word.EndsWith("al"u8) || word.EndsWith("er"u8) || word.EndsWith("ic"u8) ? 2 : 0;
    }

    /// <summary>Step 5.</summary>
    private static void FinalLetters(ref EnglishStem word)
    {
        var last = word.Length - 1;
        if (word.EndsWith("e"u8))
        {
            if (last >= word.R2 || (last >= word.R1 && !word.EndsShort(last))) { word.Delete(1); }
        }
        else if (word.EndsWith("ll"u8) && last >= word.R2) { word.Delete(1); }
    }

    /// <summary>Always true: the longest suffix was found, whether or not it lies in R1.</summary>
    private static bool ReplaceInR1(ref EnglishStem word, int suffix, ReadOnlySpan<byte> replacement)
    {
        if (word.Length - suffix >= word.R1) { word.Replace(suffix, replacement); }
        return true;
    }

    private static void DeleteInR2(ref EnglishStem word, int suffix)
    {
        if (word.Length - suffix >= word.R2) { word.Delete(suffix); }
    }
}
