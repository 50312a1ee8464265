using System.Collections.Immutable;
using GraphMemory.Engine.Analytics;
using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Kernels.Threads;
using GraphMemory.Tests.Kernels.Analytics;

namespace GraphMemory.Tests.Analytics;

public sealed class PatternTests
{
    private const long DayMs = 86_400_000;

    /// <summary>Six modules, each defined in its own file and used by the next; one new module a day, ten days after the files.</summary>
    private static readonly SubjectGraph Code = Subjects.Of(
        new EdgeList(12, [.. Enumerable.Range(0, 6).Select(i => new Edge(i, i + 6, 1)), .. Enumerable.Range(0, 5).Select(i => new Edge(i, i + 1, 1))], true, false).Build(),
        new SubjectTypes(
            ["module", "file"], [.. Enumerable.Range(0, 12).Select(node => node / 6)], [.. Enumerable.Range(0, 12).Select(node => node < 6 ? (20_000 + node) * DayMs : 19_990 * DayMs)],
            ["defined in", "used by"],
            [
                .. Enumerable.Range(0, 6).Select(i => new TypedEdge(i, i + 6, 0, 1, 20_000 * DayMs)),
                .. Enumerable.Range(0, 5).Select(i => new TypedEdge(i, i + 1, 1, 1, (20_001 + i) * DayMs)),
            ]));

    [Fact]
    public void Frequent_triples_are_told_by_name() => Assert.Equal(
        ["module|defined in|file|6", "module|used by|module|5"], Rows(Subjects.Run("typed-triples", Code, 2)));

    [Fact]
    public void Frequent_paths_are_told_by_name()
    {
        Assert.Equal(["module|used by|module|defined in|file|5"], Rows(Subjects.Run("typed-paths", Code, 2)));
        var all = Subjects.Run("typed-paths", Code, 2, "countMin", "1", "top", "1");
        Assert.Equal((1, true, 2.0), (all.Table!.Rows.Length, all.IsTruncated, all.Figures[0].Value));
    }

    [Fact]
    public void Days_are_counted_back_from_the_newest_record_and_growth_is_over_what_was_there()
    {
        var result = Subjects.Run("temporal-activity", Code, 2, "days", "6");
        Assert.Equal("2024-10-04|1|6", Rows(result)[0]);
        Assert.Equal("2024-10-09|1|1", Rows(result)[^1]);
        Assert.Equal(6, result.Table!.Rows.Length);
        Assert.Equal([("nodes", 6), ("nodesBefore", 6), ("nodeGrowth", 1.0), ("edges", 11), ("edgesBefore", 0)], result.Figures.Select(figure => (figure.Name, figure.Value)));
        Assert.NotEmpty(Subjects.Run("temporal-activity", Code, 2).Notes);
    }

    [Fact]
    public void A_burst_is_told_with_its_stream_and_time()
    {
        long[] times = [.. Enumerable.Range(0, 40).Select(i => i * DayMs), .. Enumerable.Range(0, 20).Select(i => (40 * DayMs) + (i * 1000)), .. Enumerable.Range(41, 40).Select(i => i * DayMs)];
        var subject = Subjects.Of(TestGraphs.Empty(times.Length).Build(), new SubjectTypes(["note"], [.. times.Select(_ => 0)], [.. times], [], []));
        var row = Assert.Single(Subjects.Run("bursts", subject, 2).Table!.Rows);
        Assert.Equal(["nodes", "note"], row[..2]);
        Assert.Equal("1970-02-10T00:00:19.000Z", row[3]);
        Assert.Empty(Subjects.Run("bursts", subject, 2, "eventsMin", "50").Table!.Rows);
    }

    [Fact]
    public void The_census_names_every_triad()
    {
        var rows = Rows(Subjects.Run("triad-census", new EdgeList(3, [new(0, 1, 1), new(1, 2, 1), new(2, 0, 1)], true, false)));
        Assert.Equal(16, rows.Length);
        Assert.Contains("030C|1", rows);
    }

    [Fact]
    public void Motifs_are_told_with_their_sizes() => Assert.Equal(
        ["wedge|3|2|6", "triangle|3|3|0", "star|4|3|4", "path|4|3|0", "paw|4|4|0", "cycle|4|4|0", "diamond|4|5|0", "clique|4|6|0"],
        Rows(Subjects.Run("motifs", TestGraphs.Star(4))));

    [Theory]
    [InlineData("typed-triples")]
    [InlineData("typed-paths")]
    [InlineData("temporal-activity")]
    [InlineData("bursts")]
    public void A_graph_without_types_is_refused_and_an_empty_one_has_no_rows(string name)
    {
        var subject = Subjects.Of(TestGraphs.Star(3).Build());
        Assert.True(GraphAlgorithms.All.TryGet(name, out var algorithm));
        using var crew = new Crew(1);
        var values = ParameterReading.Read(algorithm, Subjects.Given(), subject).Value;
        Assert.Equal(AnalyticsProblems.Unsuited, algorithm.Run(new AlgorithmRun(subject, subject.Graph, values, crew)).Problem!.Code);
        Assert.Equal(ImmutableArray<ImmutableArray<string>>.Empty, Subjects.Run(name, TestGraphs.Empty(0)).Table!.Rows);
    }

    private static string[] Rows(AlgorithmResult result) => [.. result.Table!.Rows.Select(row => string.Join('|', row))];
}
