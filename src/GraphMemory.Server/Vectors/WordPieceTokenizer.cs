using System.Globalization;
using System.Text;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Text;
using GraphMemory.Server.Configuration;

namespace GraphMemory.Server.Vectors;

/// <summary>
/// The tokenizer of BERT (Devlin et al., 2019): words and punctuation, then the longest pieces that the vocabulary has (WordPiece, Wu et al.,
/// 2016). A vocabulary without capital letters folds case and accents, as the models that come with it were trained.
/// </summary>
internal sealed class WordPieceTokenizer
{
    private const int WordLengthMax = 100;
    private const int PiecesMax = 1_000_000;
    private const string Continued = "##";

    private readonly Dictionary<string, int> _pieces;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly bool _foldsCase;
    private readonly int _unknown;
    private readonly int _start;
    private readonly int _end;

    private WordPieceTokenizer(Dictionary<string, int> pieces)
    {
        (_pieces, _lookup) = (pieces, pieces.GetAlternateLookup<ReadOnlySpan<char>>());
        (_unknown, _start, _end) = (pieces["[UNK]"], pieces["[CLS]"], pieces["[SEP]"]);
        _foldsCase = !pieces.Keys.Any(piece => !piece.StartsWith('[') && piece.Any(char.IsAsciiLetterUpper));
    }

    /// <summary>Reads a vocabulary: one piece per line, numbered from 0.</summary>
    public static Result<WordPieceTokenizer> Read(string path)
    {
        try
        {
            var pieces = new Dictionary<string, int>(StringComparer.Ordinal);
            var number = 0;
            foreach (var line in File.ReadLines(path).Take(PiecesMax)) { pieces.TryAdd(line.TrimEnd(), number++); }
            foreach (var needed in (string[])["[UNK]", "[CLS]", "[SEP]"])
            {
                if (!pieces.ContainsKey(needed)) { return Unusable(path, $"has no {needed}"); }
            }

            return new WordPieceTokenizer(pieces);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Unusable(path, $"cannot be read: {fault.Message}");
        }
    }

    /// <summary>Numbers of the pieces between the marks of beginning and end, at most <paramref name="tokensMax"/> in all.</summary>
    public int[] Encode(string text, int tokensMax)
    {
        var tokens = new List<int> { _start };
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (tokens.Count >= tokensMax) { break; }
            var category = Rune.GetUnicodeCategory(rune);
            if (Rune.IsWhiteSpace(rune) || category is UnicodeCategory.SpaceSeparator) { EndWord(word, tokens); }
            else if (rune.Value is 0 or 0xFFFD || category is UnicodeCategory.Control or UnicodeCategory.Format) { continue; }
            else if (IsAlone(rune, category))
            {
                EndWord(word, tokens);
                word.Append(rune);
                EndWord(word, tokens);
            }
            else { Append(word, rune, category); }
        }

        EndWord(word, tokens);
        if (tokens.Count >= tokensMax) { tokens.RemoveRange(tokensMax - 1, tokens.Count - tokensMax + 1); }
        tokens.Add(_end);
        return [.. tokens];
    }

    private void Append(StringBuilder word, Rune rune, UnicodeCategory category)
    {
        if (!_foldsCase) { word.Append(rune); }
        else if (category is not UnicodeCategory.NonSpacingMark) { word.Append(LatinLetters.Fold(rune)); }
    }

    /// <summary>Punctuation and Han characters are words of their own.</summary>
    private static bool IsAlone(Rune rune, UnicodeCategory category) =>
        (rune.IsAscii && (char.IsPunctuation((char)rune.Value) || char.IsSymbol((char)rune.Value)))
        || category is UnicodeCategory.ConnectorPunctuation or UnicodeCategory.DashPunctuation or UnicodeCategory.OpenPunctuation or UnicodeCategory.ClosePunctuation
            or UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.FinalQuotePunctuation or UnicodeCategory.OtherPunctuation
        || rune.Value is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x2CEAF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x2F800 and <= 0x2FA1F);

    /// <summary>Takes the longest piece each time; a word that cannot be put together is unknown as a whole.</summary>
    private void EndWord(StringBuilder word, List<int> tokens)
    {
        if (word.Length == 0) { return; }
        var (text, before) = (word.ToString(), tokens.Count);
        word.Clear();
        if (text.Length > WordLengthMax)
        {
            tokens.Add(_unknown);
            return;
        }

        for (var from = 0; from < text.Length;)
        {
            var (length, piece) = Longest(text, from);
            if (length == 0)
            {
                tokens.RemoveRange(before, tokens.Count - before);
                tokens.Add(_unknown);
                return;
            }

            tokens.Add(piece);
            from += length;
        }
    }

    private (int Length, int Piece) Longest(string text, int from)
    {
        Span<char> buffer = stackalloc char[WordLengthMax + Continued.Length];
        Continued.CopyTo(buffer);
        text.AsSpan(from).CopyTo(buffer[Continued.Length..]);
        var start = from == 0 ? Continued.Length : 0;
        for (var length = text.Length - from; length > 0; length--)
        {
            if (_lookup.TryGetValue(buffer[start..(Continued.Length + length)], out var piece)) { return (length, piece); }
        }

        return (0, 0);
    }

    private static Problem Unusable(string path, string what) => OnnxProvider.Unusable(
        VectorsKeys.ModelPath, $"{path} {what}", $"Put the vocabulary of the model beside it as {OnnxProvider.VocabularyFile}.");
}
