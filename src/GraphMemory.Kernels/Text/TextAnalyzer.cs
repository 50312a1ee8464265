namespace GraphMemory.Kernels.Text;

/// <summary>
/// Cuts text and source code into index terms and into a sequence of words. Words are lower-cased, folded to ASCII where they are Latin,
/// and stemmed (<see cref="EnglishStemmer"/>); identifiers give the whole and each part; Han, Hiragana and Katakana give overlapping
/// bigrams (McNamee and Mayfield, 2004). Any input is accepted. Immutable and thread-safe; the buffer belongs to the caller.
/// </summary>
/// <param name="identifierCharsMax">A longer run is data (base64, minified code), not a name: it gives one term and no parts.</param>
public sealed class TextAnalyzer(int identifierCharsMax = 256)
{
    private readonly int _identifierCharsMax = identifierCharsMax;

    /// <summary>First byte of the term of a character, so that it is no other term: a character alone is a bigram's lesser witness.</summary>
    private const byte CharacterMark = 2;

    /// <summary>True for the term of a token of kind <see cref="TokenKind.Character"/>.</summary>
    public static bool IsCharacter(ReadOnlySpan<byte> term) => !term.IsEmpty && term[0] == CharacterMark;

    /// <summary>Replaces the content of <paramref name="tokens"/> by the analysis of <paramref name="text"/>.</summary>
    public void Analyze(ReadOnlySpan<char> text, TokenBuffer tokens)
    {
        tokens.Clear();
        var at = 0;
        while (at < text.Length)
        {
            var first = RuneClasses.At(text, at, out var length);
            at = first switch
            {
                RuneClass.None => at + length,
                RuneClass.Gram => GramRun(text, at, tokens),
                _ => WordRun(text, at, tokens),
            };
        }
    }

    private int WordRun(ReadOnlySpan<char> text, int start, TokenBuffer tokens)
    {
        var isPlain = true; // no inner boundary is possible: small letters, perhaps after one capital
        var end = start;
        while (end < text.Length)
        {
            var current = RuneClasses.At(text, end, out var length);
            if (current is RuneClass.None or RuneClass.Gram) { break; }
            isPlain &= current is RuneClass.Lower || (end == start && current is RuneClass.Upper);
            end += length;
        }
        if (isPlain) { AddWord(text, start, end, tokens); }
        else { AddIdentifier(text, start, end, tokens); }
        return end;
    }

    private void AddIdentifier(ReadOnlySpan<char> text, int start, int end, TokenBuffer tokens)
    {
        while (start < end && IsUnderscore(text[start])) { start++; }
        while (start < end && IsUnderscore(text[end - 1])) { end--; }
        if (start == end) { return; }
        var parts = new IdentifierParts(text[start..end]);
        parts.MoveNext();
        if (parts.End == end - start || end - start > _identifierCharsMax) { AddWord(text, start, end, tokens); }
        else { AddParts(text, start, end, parts, tokens); }
    }

    private static void AddParts(ReadOnlySpan<char> text, int start, int end, IdentifierParts parts, TokenBuffer tokens)
    {
        var wordHash = AddTerm(text, start, end, TokenKind.Whole, null, tokens);
        tokens.AddWord(wordHash, start, end - start);
        do
        {
            AddTerm(text, start + parts.Start, start + parts.End, TokenKind.Part, wordHash, tokens);
            tokens.NextPosition++;
        }
        while (parts.MoveNext());
    }

    private static void AddWord(ReadOnlySpan<char> text, int start, int end, TokenBuffer tokens)
    {
        var wordsBefore = tokens.TermStart;
        var wordHash = AddTerm(text, start, end, TokenKind.Word, null, tokens);
        if (tokens.TermStart == wordsBefore) { return; } // nothing but combining marks
        tokens.AddWord(wordHash, start, end - start);
        tokens.NextPosition++;
    }

    /// <summary>Adds one term and returns the hash of the word it belongs to: <paramref name="wordHash"/>, or its own.</summary>
    private static ulong AddTerm(ReadOnlySpan<char> text, int start, int end, TokenKind kind, ulong? wordHash, TokenBuffer tokens)
    {
        var bytes = tokens.Reserve(TermFolding.TermBytesMax);
        var folded = TermFolding.Fold(text[start..end], bytes);
        if (folded.Length == 0) { return folded.Hash; }
        var isStop = IsStop(text, start, folded.Hash, kind);
        var length = folded.IsAsciiWord && !isStop ? Stem(bytes, folded.Length, folded.Hash, kind, tokens.Stems) : folded.Length;
        tokens.Commit(new Token(
            tokens.TermStart, length, tokens.NextPosition, kind, wordHash ?? folded.Hash, start, end - start, isStop));
        return folded.Hash;
    }

    private static int Stem(Span<byte> bytes, int length, ulong hash, TokenKind kind, RecentStems? recent)
    {
        if (kind == TokenKind.Whole) { return EnglishStemmer.Stem(bytes[..length]); }
        if (recent is null || length > RecentStems.BytesMax) { return ExpandAndStem(bytes, length, hash); }
        var word = RecentStems.Word(bytes, length);
        var stemLength = recent.Read(word, hash, bytes);
        if (stemLength > 0) { return stemLength; }
        stemLength = ExpandAndStem(bytes, length, hash);
        recent.Keep(word, hash, bytes, stemLength);
        return stemLength;
    }

    private static int ExpandAndStem(Span<byte> bytes, int length, ulong hash)
    {
        if (length <= Abbreviations.LengthMax && Abbreviations.Expand(hash) is { IsEmpty: false } expanded)
        {
            expanded.CopyTo(bytes);
            length = expanded.Length;
        }
        return EnglishStemmer.Stem(bytes[..length]);
    }

    private static bool IsStop(ReadOnlySpan<char> text, int start, ulong hash, TokenKind kind) =>
        StopWords.Contains(hash)
        || (kind == TokenKind.Word && start > 0 && text[start - 1] is '\'' or '’' && StopWords.IsContraction(hash));

    private static int GramRun(ReadOnlySpan<char> text, int start, TokenBuffer tokens)
    {
        var at = start;
        var previous = -1;
        var previousHash = 0UL;
        while (at < text.Length && IsGramAt(text, at, previous >= 0, out var length))
        {
            var hash = TermFolding.Fold(text.Slice(at, length), tokens.Reserve(TermFolding.TermBytesMax)).Hash;
            tokens.AddWord(hash, at, length);
            if (previous >= 0)
            {
                AddCharacter(text, previous, at, previousHash, tokens);
                AddGram(text, previous, at + length, previousHash, tokens);
            }
            (previous, previousHash) = (at, hash);
            at += length;
        }
        if (previous == start)
        {
            AddGram(text, start, at, previousHash, tokens);
            return at;
        }
        AddCharacter(text, previous, at, previousHash, tokens);
        tokens.NextPosition++; // the last character's own place
        return at;
    }

    private static void AddGram(ReadOnlySpan<char> text, int start, int end, ulong hash, TokenBuffer tokens)
    {
        AddTerm(text, start, end, TokenKind.Gram, hash, tokens);
        tokens.NextPosition++;
    }

    private static void AddCharacter(ReadOnlySpan<char> text, int start, int end, ulong hash, TokenBuffer tokens)
    {
        var bytes = tokens.Reserve(TermFolding.TermBytesMax + 1);
        bytes[0] = CharacterMark;
        var folded = TermFolding.Fold(text[start..end], bytes[1..]);
        tokens.Commit(new Token(
            tokens.TermStart, folded.Length + 1, tokens.NextPosition, TokenKind.Character, hash, start, end - start, Stop: false));
    }

    private static bool IsGramAt(ReadOnlySpan<char> text, int at, bool isInside, out int length)
    {
        var current = RuneClasses.At(text, at, out length);
        return current == RuneClass.Gram || (isInside && current == RuneClass.Mark);
    }

    private static bool IsUnderscore(char unit) => unit is '_' or '＿';
}
