using GraphMemory.Engine.Analytics;
using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Engine.Analytics.Runs;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Threads;
using GraphMemory.Tests.Kernels.Analytics;

namespace GraphMemory.Tests.Analytics.Runs;

public sealed class FindingTests
{
    private static readonly EdgeList TwoTriangles = new(7, [new(0, 1, 1), new(1, 2, 1), new(2, 0, 1), new(3, 4, 1), new(4, 5, 1), new(5, 3, 1), new(2, 3, 1)], false, false);

    [Fact]
    public void Groups_are_told_by_size_by_what_runs_between_them_and_by_who_links_most() => Assert.Equal(
        [
            "3 groups (part); the largest holds 3 of 7 nodes (42.9%), around 2; the median size is 3.",
            "1 of them hold one node alone.",
            "1 of 7 edges (14.3%) run between groups.",
            "The groups 0 and 1 have the most edges between them, 1.",
            "Modularity 0.36: groups are clearly denser inside than chance would have them.",
        ],
        Of(new AlgorithmResult { Groups = new NodeGroups("part", new[] { 0, 0, 0, 1, 1, 1, 2 }, 3), Figures = [new Figure("modularity", 0.36)] }).Findings.Select(text => text.Replace(" %", "%", StringComparison.Ordinal)));

    [Fact]
    public void Distances_are_told_by_who_is_reached_and_how_far()
    {
        var report = Of(new AlgorithmResult { Values = new NodeValues("distance", new[] { 0.0, 1, 1, 2, 3, 3, -1 }, IsRanking: false) });
        Assert.Equal(["6 of 7 nodes are reached; the farthest, 5, at 3, half of them within 1.5."], report.Findings);
        Assert.Equal(["0", "1", "2", "3", "4", "5"], report.Nodes.Select(node => node.Name));
    }

    [Fact]
    public void Pairs_paths_and_rows_are_told_by_the_first_of_them()
    {
        Assert.Equal(["1 pairs; first 0 and 3 (0.5)."], Of(new AlgorithmResult { Pairs = [new NodePair(0, 3, 0.5)] }).Findings);
        Assert.Equal(["1 ways; the shortest, of length 2, goes 0 → 2 → 3.", "The answer was cut at a bound: there is more."], Of(new AlgorithmResult { Paths = [new NodePath([0, 2, 3], 2)], IsTruncated = true }).Findings);
        Assert.Equal(["1 rows; first type a, times 3."], Of(new AlgorithmResult { Table = new ResultTable(["type", "times"], [["a", "3"]]) }).Findings);
        Assert.Equal(["All 7 nodes have the same score, 1."], Of(new AlgorithmResult { Values = new NodeValues("score", new[] { 1.0, 1, 1, 1, 1, 1, 1 }) }).Findings);
    }

    [Fact]
    public void Skew_is_told_of_many_nodes_and_nothing_of_none()
    {
        var scores = Enumerable.Range(0, 200).Select(node => node < 2 ? 100.0 : 1).ToArray();
        Assert.StartsWith("The first 2 of 200 nodes hold 50.3", Of(new AlgorithmResult { Values = new NodeValues("score", scores) }, TestGraphs.Star(199)).Findings[1], StringComparison.Ordinal);
        Assert.Equal(["The graph has no nodes."], Of(new AlgorithmResult(), TestGraphs.Empty(0)).Findings);
    }

    private static RunReport Of(AlgorithmResult result, EdgeList? edges = null)
    {
        var subject = Subjects.Of((edges ?? TwoTriangles).Build());
        using var crew = new Crew(1);
        var algorithm = new Given(result);
        return AlgorithmExecution.Run(algorithm, subject, ParameterReading.Read(algorithm, Subjects.Given(), subject).Value, crew, null).Value.Report();
    }

    /// <summary>Finds what it was given.</summary>
    private sealed class Given(AlgorithmResult result) : IGraphAlgorithm
    {
        public string Name => "given";

        public AlgorithmDescription Description { get; } = new()
        {
            Title = "Given", Summary = "Nothing.", Kind = AlgorithmKind.Structure, Source = "-", Complexity = "O(1)", Direction = DirectionUse.AsGiven,
        };

        public Result<AlgorithmResult> Run(AlgorithmRun run) => result;
    }
}
