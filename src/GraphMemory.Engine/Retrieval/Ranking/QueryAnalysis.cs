using System.Collections.Immutable;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Engine.Retrieval.Ranking;

/// <summary>A term of the query.</summary>
/// <param name="Bytes">As it stands in the index, UTF-8.</param>
/// <param name="Weight">Weight in the query.</param>
/// <param name="IsPrefix">Every continuation counts.</param>
internal sealed record QueryWord(byte[] Bytes, double Weight, bool IsPrefix);

/// <summary>A query taken apart: its distinct terms, its phrases, and its words for finding names.</summary>
/// <param name="IsExact">Nothing but quoted words: every hit must hold the phrases. In a sentence they only count extra, for people quote what
/// they ask about.</param>
internal sealed record QueryAnalysis(
    ImmutableArray<QueryWord> Words, ImmutableArray<ImmutableArray<byte[]>> Phrases, ImmutableArray<ulong> WordHashes, bool IsExact)
{
    /// <summary>More distinct terms are ignored, the last ones first.</summary>
    private const int WordsMax = 128;

    public static QueryAnalysis Of(string query, TextAnalyzer analyzer, TokenBuffer tokens)
    {
        var words = ImmutableArray.CreateBuilder<QueryWord>();
        var phrases = ImmutableArray.CreateBuilder<ImmutableArray<byte[]>>();
        foreach (var quoted in Quoted(query))
        {
            analyzer.Analyze(quoted, tokens);
            var terms = Enumerable.Range(0, tokens.Count).Where(i => !tokens[i].Stop && tokens[i].Kind is not (TokenKind.Whole or TokenKind.Character))
                .Select(i => tokens.Term(i).ToArray()).ToImmutableArray();
            if (terms.Length > 1) { phrases.Add(terms); }
        }

        analyzer.Analyze(query, tokens);
        for (var i = 0; i < tokens.Count && words.Count < WordsMax; i++)
        {
            if (tokens[i].Stop) { continue; }
            var bytes = tokens.Term(i).ToArray();
            if (words.Any(word => word.Bytes.AsSpan().SequenceEqual(bytes))) { continue; }
            var end = tokens[i].SourceStart + tokens[i].SourceLength;
            words.Add(new QueryWord(bytes, Weight(tokens[i].Kind), end < query.Length && query[end] == '*'));
        }

        ImmutableArray<ulong> hashes = [.. tokens.WordHashes];
        return new QueryAnalysis(words.ToImmutable(), phrases.ToImmutable(), hashes, phrases.Count > 0 && !HasWords(Unquoted(query), analyzer, tokens));
    }

    private static string Unquoted(string query) => string.Join(' ', query.Split('"').Where((_, i) => i % 2 == 0));

    private static bool HasWords(string text, TextAnalyzer analyzer, TokenBuffer tokens)
    {
        analyzer.Analyze(text, tokens);
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!tokens[i].Stop) { return true; }
        }

        return false;
    }

    private static double Weight(TokenKind kind) => kind switch
    {
        TokenKind.Whole => RankingParameters.WholeIdentifierWeight,
        TokenKind.Character => RankingParameters.CharacterWeight,
        _ => 1,
    };

    private static IEnumerable<string> Quoted(string query)
    {
        var parts = query.Split('"');
        for (var i = 1; i + 1 < parts.Length; i += 2) { yield return parts[i]; }
    }
}
