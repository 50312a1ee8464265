using CsCheck;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Analysis;
using GraphMemory.Engine.Graph.Queries;

namespace GraphMemory.Tests.Graph;

public sealed class AnalysisTests : IDisposable
{
    private static readonly string[] Texts =
    [
        "the cat drinks milk", "a cat sleeps beside milk", "milk for the cat",
        "the build compiles the linker", "the linker slows the build", "compiles with a linker in the build",
    ];

    private readonly MemoryFixture _memory = new();

    public void Dispose() => _memory.Dispose();

    [Fact]
    public void Each_method_parts_what_has_no_word_in_common()
    {
        var vectors = TermVectors.Of(Texts);
        foreach (var clusters in (List<List<int>>[])[TextClusters.KMeans(vectors, 2), TextClusters.Hierarchical(vectors, 2), TextClusters.Dbscan(vectors)])
        {
            Assert.Equal([[0, 1, 2], [3, 4, 5]], clusters.OrderBy(cluster => cluster[0]));
        }
    }

    [Fact]
    public void Every_text_is_in_one_group_and_no_group_is_empty() => Gen.Select(Gen.Int[0, Texts.Length - 1].Select(text => Texts[text]).Array[0, 12], Gen.Int[2, 6]).Sample((texts, count) =>
    {
        var vectors = TermVectors.Of(texts);
        foreach (var clusters in (List<List<int>>[])[TextClusters.KMeans(vectors, count), TextClusters.Hierarchical(vectors, count)])
        {
            Assert.Equal(Enumerable.Range(0, texts.Length), clusters.SelectMany(cluster => cluster).Order());
            Assert.All(clusters, Assert.NotEmpty);
            Assert.True(clusters.Count <= Math.Max(count, 0) || texts.Length <= count);
        }
    }, iter: 100);

    [Fact]
    public void A_word_is_shown_as_it_is_written_and_a_text_resembles_itself_most()
    {
        var vectors = TermVectors.Of(Texts);

        Assert.Equal(1, vectors.Similarity(0, 0), 9);
        Assert.Equal(0, vectors.Similarity(0, 3), 9);
        Assert.True(vectors.Similarity(0, 1) > 0);
        Assert.Contains("compiles", vectors.Heaviest(vectors.Centroid([3, 5]), 4).Select(term => term.Word));
    }

    [Fact]
    public void Insights_are_counted_from_the_graph()
    {
        foreach (var name in (string[])["s1", "s2", "s3", "s4"]) { _memory.Run(new Engine.Graph.Commands.CreateEntities([new(name, "service", [])], Circumstances.Default)); }
        _memory.Run(new Engine.Graph.Commands.CreateEntities([new("ada", "person", [])], Circumstances.Default));
        foreach (var name in (string[])["s1", "s2", "s3"]) { _memory.Link(name, "owned_by", "ada"); }
        _memory.Remember("s1", "retries requests with exponential backoff");
        _memory.Remember("s4", "retries requests with exponential backoff too");
        var graph = Graph();
        var (pattern, gap) = (Assert.Single(GraphInsights.Patterns(graph)), Assert.Single(GraphInsights.Gaps(graph)));
        var connection = Assert.Single(GraphInsights.Connections(graph));

        Assert.Equal("service owned_by person: 3 times.", pattern.Description);
        Assert.Equal(0.75, pattern.Confidence);
        Assert.Equal(["s4"], gap.Evidence);
        Assert.Equal(["s1", "s4"], connection.Evidence);
        Assert.Contains("backoff", connection.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trend_is_a_word_that_is_used_more_or_less_than_before()
    {
        var day = (long)TimeSpan.FromDays(1).TotalMilliseconds;
        _memory.Remember("a", "kafka is flaky");
        _memory.Remember("b", "kafka again");
        _memory.Remember("z", "long gone");
        _memory.Clock.Advance(TimeSpan.FromDays(8));
        _memory.Remember("c", "redis is down");
        _memory.Remember("d", "redis once more");
        var nowMs = _memory.Clock.GetUtcNow().ToUnixTimeMilliseconds() + 1;
        var trends = GraphInsights.Trends(Graph(), nowMs, 7 * day);

        Assert.Equal(["\"kafka\" is falling: 0 in this period, 2 in the one before.", "\"redis\" is rising: 2 in this period, 0 in the one before."], trends.Select(trend => trend.Description).Order(StringComparer.Ordinal));
        Assert.Equal(["redis is down", "redis once more"], Graph().Since(nowMs - (7 * day)).Nodes.SelectMany(node => node.Texts).Select(text => text.Text));
    }

    private LiveGraph Graph() => _memory.Store.Read(_memory.Workspace, LiveGraph.Of);
}
