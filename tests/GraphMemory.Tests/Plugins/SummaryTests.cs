using CsCheck;
using GraphMemory.Engine.Plugins.Summaries;

namespace GraphMemory.Tests.Plugins;

public sealed class SummaryTests
{
    private const string Text = """
        # Storage engine
        The weather was fine that day. The store appends every write to the log before it answers. When the log grows, the store folds the log into pages.
        A reader of the store never waits for a writer of the log. Lunch was late. Someone had forgotten the umbrella in the tram.
        After a crash the store reads the log again and every acknowledged write is there.
        """;

    [Fact]
    public void The_sentences_that_speak_for_the_text_are_chosen_in_their_order()
    {
        var summary = ExtractiveSummary.Of(Text, sentencesMax: 3, lengthMax: 400)!;
        Assert.Contains("The store appends every write to the log before it answers.", summary, StringComparison.Ordinal);
        Assert.Contains("After a crash the store reads the log again", summary, StringComparison.Ordinal);
        Assert.DoesNotContain("umbrella", summary, StringComparison.Ordinal);
        Assert.DoesNotContain("Lunch", summary, StringComparison.Ordinal);
        Assert.True(summary.IndexOf("appends", StringComparison.Ordinal) < summary.IndexOf("crash", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Der Speicher schreibt jede Änderung ins Protokoll. Gestern regnete es lange. Nach einem Absturz liest der Speicher das Protokoll. Das Protokoll wird vom Speicher gefaltet.", "Protokoll", "regnete")]
    [InlineData("存储引擎把每次写入追加到日志。昨天下了很大的雨没有带伞。崩溃之后存储引擎重新读取日志。存储引擎把日志合并到页面。", "日志", "下了很大的雨")]
    [InlineData("Хранилище пишет каждое изменение в журнал. Вчера долго шёл дождь. После сбоя хранилище читает журнал снова. Хранилище сворачивает журнал.", "журнал", "дождь")]
    public void The_language_does_not_matter(string text, string about, string besides)
    {
        var summary = ExtractiveSummary.Of(text, sentencesMax: 2, lengthMax: 400)!;
        Assert.Contains(about, summary, StringComparison.Ordinal);
        Assert.DoesNotContain(besides, summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_summary_keeps_its_bounds_says_only_what_the_text_says_and_is_always_the_same()
    {
        var words = Gen.OneOf("store", "log", "crash", "reader", "writes", "page", "rain", "the", "of");
        var sentence = words.Array[1, 12].Select(parts => string.Join(' ', parts) + ". ");
        Gen.Select(sentence.Array[0, 40].Select(string.Concat), Gen.Int[1, 5], Gen.Int[20, 300]).Sample((text, sentences, length) =>
        {
            var summary = ExtractiveSummary.Of(text, sentences, length);
            Assert.Equal(summary, ExtractiveSummary.Of(text, sentences, length));
            if (summary is null) { return; }
            Assert.InRange(summary.Length, 1, length);
            var said = summary.Split(". ");
            Assert.InRange(said.Length, 1, sentences);
            Assert.All(said, part => Assert.Contains(part.TrimEnd('.'), text, StringComparison.Ordinal));
        });
    }

    /// <summary>Ranks agree with PageRank by power iteration over the dense matrix.</summary>
    [Fact]
    public void Ranks_are_those_of_a_walk_that_starts_everywhere()
    {
        var scores = TextRank.Scores(["alpha beta gamma delta", "alpha beta epsilon zeta", "gamma delta alpha eta", "theta alpha iota kappa"]);
        double[][] shared = [[0, 2, 3, 1], [2, 0, 1, 1], [3, 1, 0, 1], [1, 1, 1, 0]];
        var rank = Enumerable.Repeat(0.25, 4).ToArray();
        for (var step = 0; step < 200; step++)
        {
            rank = [.. Enumerable.Range(0, 4).Select(to => 0.0375 + (0.85 * Enumerable.Range(0, 4).Sum(from => rank[from] * shared[from][to] / shared[from].Sum())))];
        }

        Assert.All(rank.Zip(scores), pair => Assert.Equal(pair.First, pair.Second, tolerance: 1e-4));
    }

    [Fact]
    public void A_text_without_a_sentence_has_no_summary() => Assert.Null(ExtractiveSummary.Of("a b\nc\n", 3, 100));
}
