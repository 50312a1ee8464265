using System.Text;
using GraphMemory.Engine.Retrieval.Index;
using GraphMemory.Engine.Retrieval.Ranking;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Tests.Retrieval;

public sealed class QueryAnalysisTests
{
    [Fact]
    public void A_word_said_twice_counts_once_and_stop_words_not_at_all() =>
        Assert.Equal(["gateway", "retri"], Words(Of("the gateway and the Gateway retries")));

    [Fact]
    public void A_whole_identifier_weighs_more_than_a_word_and_its_parts_are_asked_for_too()
    {
        var words = Of("getUserName").Words;

        Assert.StartsWith("getusernam", Text(Assert.Single(words, word => word.Weight == RankingParameters.WholeIdentifierWeight)), StringComparison.Ordinal);
        Assert.Contains(words, word => Text(word) == "user" && word.Weight == 1);
    }

    [Theory]
    [InlineData("\"connection pool\"", true, 1)]
    [InlineData("\"connection pool\" \"idle timeout\"", true, 2)]
    [InlineData("the \"connection pool\"", true, 1)]
    [InlineData("is the \"connection pool\" full", false, 1)]
    [InlineData("\"pool\"", false, 0)]
    [InlineData("\"connection pool", false, 0)]
    public void Only_a_question_of_nothing_but_quoted_words_is_exact(string query, bool isExact, int phrases)
    {
        var analysis = Of(query);

        Assert.Equal((isExact, phrases), (analysis.IsExact, analysis.Phrases.Length));
    }

    [Fact]
    public void A_star_behind_a_word_asks_for_its_continuations()
    {
        var words = Of("kuber* pods").Words;

        Assert.True(words.Single(word => Text(word) == "kuber").IsPrefix);
        Assert.False(words.Single(word => Text(word) == "pod").IsPrefix);
    }

    [Fact]
    public void A_question_without_end_is_cut() =>
        Assert.Equal(128, Of(string.Join(' ', Enumerable.Range(1_000, 500).Select(i => $"{i}"))).Words.Length);

    [Theory]
    [InlineData("Mercury (planet)", "Mercury")]
    [InlineData("  plain  ", "plain")]
    [InlineData("(odd)", "(odd)")]
    [InlineData("src/app/Program.cs", "Program")]
    [InlineData("src/app/.gitignore", ".gitignore")]
    [InlineData("src/app/Makefile", "Makefile")]
    [InlineData("either / or", "either / or")]
    public void A_name_is_spoken_without_its_tail(string name, string spoken) => Assert.Equal(spoken, NameWords.Spoken(name).ToString());

    [Theory]
    [InlineData("the", false)]
    [InlineData("2024", false)]
    [InlineData("of the 12", false)]
    [InlineData("Nightjar", true)]
    [InlineData("the Nightjar", true)]
    public void A_name_of_stop_words_and_numbers_tells_nothing(string name, bool isTelling)
    {
        var tokens = new TokenBuffer();
        new TextAnalyzer().Analyze(name, tokens);

        Assert.Equal(isTelling, NameWords.IsTelling(tokens));
    }

    [Theory]
    [InlineData(0u, 1)]
    [InlineData(127u, 1)]
    [InlineData(128u, 2)]
    [InlineData(300_000u, 3)]
    [InlineData(uint.MaxValue, 5)]
    public void A_number_is_read_back_as_it_was_packed(uint value, int length)
    {
        var (bytes, at) = (new List<byte>(), 0);
        Leb128.Append(bytes, value);

        Assert.Equal((value, length), (Leb128.Read(bytes.ToArray(), ref at), at));
    }

    private static QueryAnalysis Of(string query) => QueryAnalysis.Of(query, new TextAnalyzer(), new TokenBuffer());

    private static IEnumerable<string> Words(QueryAnalysis query) => query.Words.Select(Text);

    private static string Text(QueryWord word) => Encoding.UTF8.GetString(word.Bytes);
}
