using CsCheck;
using GraphMemory.Engine.Analytics;
using GraphMemory.Engine.Analytics.Runs;
using GraphMemory.Engine.Registries;
using GraphMemory.Tests.Architecture;
using GraphMemory.Tests.Graph;
using GraphMemory.Tests.Kernels.Analytics;

namespace GraphMemory.Tests.Analytics.Sample;

/// <summary>The sample of docs/analytics.md: one class, one line, one test.</summary>
public sealed class ReciprocityTests
{
    [Fact]
    public void It_is_the_share_of_edges_that_come_back() => TestGraphs.Any.Sample(list =>
    {
        var arcs = list.Arcs().Keys.ToHashSet();
        var expected = Enumerable.Range(0, list.NodeCount).Select(node => arcs.Where(arc => arc.Source == node).ToList())
            .Select(outward => outward.Count == 0 ? 0 : outward.Count(arc => arcs.Contains((arc.Target, arc.Source))) / (double)outward.Count);
        var subject = Subjects.Of(list.Build());
        using var crew = new GraphMemory.Kernels.Threads.Crew(1);
        var parameters = GraphMemory.Engine.Analytics.Parameters.ParameterReading.Read(new ReciprocityAlgorithm(), Subjects.Given(), subject).Value;
        Assert.Equal(expected, AlgorithmExecution.Run(new ReciprocityAlgorithm(), subject, parameters, crew, null).Value.Result.Values!.Values.ToArray());
    });

    [Fact]
    public async Task A_line_in_the_list_is_all_that_a_run_needs()
    {
        using var memory = new MemoryFixture();
        memory.Link("a", "knows", "b");
        memory.Link("b", "knows", "a");
        memory.Link("b", "knows", "c");
        using var runs = new AnalyticsRuns(memory.Store, new RunOptions(), memory.Clock, new Registry<IGraphAlgorithm>("algorithms", [.. GraphAlgorithms.All.Items, new ReciprocityAlgorithm()]));
        var report = await runs.RunAsync(new RunRequest { WorkspaceId = memory.Workspace, Algorithm = "reciprocity" }, null, CancellationToken.None);
        Assert.Equal(["a has the highest reciprocity, 1, 2 times that of b, the next."], report.Value.Findings);
    }

    [Fact]
    public void The_page_shows_this_very_class()
    {
        var lines = File.ReadAllLines(Repository.PathOf("tests/GraphMemory.Tests/Analytics/Sample/ReciprocityAlgorithm.cs"));
        var code = string.Join('\n', lines.SkipWhile(line => !line.StartsWith("internal sealed class", StringComparison.Ordinal)));
        Assert.Contains($"```csharp\n{code}\n```", File.ReadAllText(Repository.PathOf("docs/analytics.md")).ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }
}
