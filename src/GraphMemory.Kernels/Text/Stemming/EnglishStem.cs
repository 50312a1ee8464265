namespace GraphMemory.Kernels.Text;

/// <summary>A word while it is being stemmed: its letters, and the regions R1 and R2 of the Snowball description. A consonant y is
/// written Y until the end.</summary>
internal ref struct EnglishStem
{
    private readonly Span<byte> _letters;

    public EnglishStem(Span<byte> word)
    {
        _letters = word;
        Length = word.Length;
        MarkConsonantY();
        R1 = HasLongPrefix(out var prefix) ? prefix : AfterVowelConsonant(0);
        R2 = AfterVowelConsonant(R1);
    }

    public int Length { get; private set; }

    public int R1 { get; }

    public int R2 { get; }

    public readonly byte this[int index] => _letters[index];

    public readonly bool EndsWith(scoped ReadOnlySpan<byte> suffix) => _letters[..Length].EndsWith(suffix);

    public void Delete(int count) => Length -= count;

    /// <summary>Puts <paramref name="replacement"/> in the place of the last <paramref name="count"/> letters; never longer.</summary>
    public void Replace(int count, scoped ReadOnlySpan<byte> replacement)
    {
        Length -= count;
        replacement.CopyTo(_letters[Length..]);
        Length += replacement.Length;
    }

    public readonly bool HasVowelBefore(int end)
    {
        for (var i = 0; i < end; i++)
        {
            if (IsVowel(_letters[i])) { return true; }
        }
        return false;
    }

    /// <summary>Whether the first <paramref name="end"/> letters end in a short syllable.</summary>
    public readonly bool EndsShort(int end) => end switch
    {
        < 2 => false,
        2 => IsVowel(_letters[0]) && !IsVowel(_letters[1]),
        _ => !IsVowel(_letters[end - 3]) && IsVowel(_letters[end - 2])
            && !IsVowel(_letters[end - 1]) && _letters[end - 1] is not ((byte)'w' or (byte)'x' or (byte)'Y'),
    };

    public readonly int Finish()
    {
        _letters[..Length].Replace((byte)'Y', (byte)'y');
        return Length;
    }

    public static bool IsVowel(byte letter) =>
        letter is (byte)'a' or (byte)'e' or (byte)'i' or (byte)'o' or (byte)'u' or (byte)'y';

    private readonly void MarkConsonantY()
    {
        if (_letters[0] == 'y') { _letters[0] = (byte)'Y'; }
        for (var i = 1; i < _letters.Length; i++)
        {
            if (_letters[i] == 'y' && IsVowel(_letters[i - 1])) { _letters[i] = (byte)'Y'; }
        }
    }

    // Overstemmed by the general rule: general, communism, arsenal.
    private readonly bool HasLongPrefix(out int length)
    {
        length = _letters.StartsWith("commun"u8) ? 6 : 5;
        return length == 6 || _letters.StartsWith("gener"u8) || _letters.StartsWith("arsen"u8);
    }

    private readonly int AfterVowelConsonant(int from)
    {
        for (var i = from + 1; i < Length; i++)
        {
            if (!IsVowel(_letters[i]) && IsVowel(_letters[i - 1])) { return i + 1; }
        }
        return Length;
    }
}
