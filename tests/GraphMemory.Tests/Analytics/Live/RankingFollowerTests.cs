using CsCheck;
using GraphMemory.Engine.Analytics.Live;
using GraphMemory.Engine.Analytics.Runs;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Tests.Graph;
using GraphMemory.Tests.Rest;

namespace GraphMemory.Tests.Analytics.Live;

public sealed class RankingFollowerTests : IDisposable
{
    private readonly MemoryFixture _memory = new();

    public void Dispose() => _memory.Dispose();

    [Fact]
    public void Whatever_is_written_the_told_top_is_in_the_order_of_the_exact_scores()
    {
        using var runs = new AnalyticsRuns(_memory.Store, new RunOptions(), _memory.Clock);
        var steps = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 7], Gen.Int[0, 7]).Array[1, 25];
        steps.Sample(list =>
        {
            _memory.NewWorkspace();
            _memory.Link("n0", "r", "n1");
            var (follower, told) = (new RankingFollower(_memory.Store, _memory.Workspace, 5), new List<string?>());
            Apply(told, follower.Step(CancellationToken.None));
            foreach (var (kind, a, b) in list)
            {
                Write(kind, $"n{a}", $"n{b}");
                var step = follower.Step(CancellationToken.None);
                Assert.True(step.IsLast);
                Assert.Equal(_memory.HeadSeq, step.Seq);
                Apply(told, step);
            }

            var exact = runs.RunAsync(new RunRequest { WorkspaceId = _memory.Workspace, Algorithm = "pagerank" }, null, CancellationToken.None).GetAwaiter().GetResult().Value
                .Nodes.ToDictionary(node => node.Name, node => node.Value, StringComparer.Ordinal);
            Assert.Equal(Math.Min(5, exact.Count), told.Count);
            const double nearlyEqual = 0.003; // scores are estimates, and equal ones stand in any order
            var scores = told.Select(name => exact[name!]).ToList();
            Assert.All(scores.Zip(scores.Skip(1)), pair => Assert.True(pair.First >= pair.Second - nearlyEqual, $"{pair}"));
            Assert.All(exact.Where(pair => !told.Contains(pair.Key)), left => Assert.True(left.Value <= scores[^1] + nearlyEqual));
        }, iter: 60, threads: 1);
    }

    [Fact]
    public void Weights_that_begin_to_count_and_an_erasure_begin_it_anew()
    {
        _memory.Link("a", "r", "b");
        _memory.Link("c", "r", "b");
        var follower = new RankingFollower(_memory.Store, _memory.Workspace, 2);
        Assert.Equal("b", follower.Step(CancellationToken.None).Changes[0].Name);
        _memory.Run(new Link([new NewLink("b", "d", "r", 0.5f, Circumstances.Default), new NewLink("b", "a", "r", 0.1f, Circumstances.Default)]));
        var step = follower.Step(CancellationToken.None);
        Assert.Equal((_memory.HeadSeq, true), (step.Seq, step.IsLast));
        Assert.Empty(follower.Step(CancellationToken.None).Changes);
    }

    [Fact]
    public async Task A_reader_is_told_the_top_and_then_each_change()
    {
        await using var server = await RestServer.StartAsync();
        (await server.PostAsync("/relations", """{"relations":[{"from":"a","type":"r","to":"b"}]}""")).Ok(System.Net.HttpStatusCode.Created);
        using var response = await server.Client.GetAsync(new Uri("/api/v1/analytics/rankings?top=2", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, RestServer.Token);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(RestServer.Token));
        Assert.Contains("""[{"name":"b","before":null,"rank":1},{"name":"a","before":null,"rank":2}]""", await DataAsync(lines), StringComparison.Ordinal);
        (await server.PostAsync("/relations", """{"relations":[{"from":"x","type":"r","to":"c"},{"from":"y","type":"r","to":"c"},{"from":"z","type":"r","to":"c"}]}""")).Ok(System.Net.HttpStatusCode.Created);
        Assert.Contains("""{"name":"c","before":null,"rank":1}""", await DataAsync(lines), StringComparison.Ordinal);
    }

    private static async Task<string> DataAsync(StreamReader lines)
    {
        while (await lines.ReadLineAsync(RestServer.Token) is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal)) { return line; }
        }

        return "";
    }

    private static void Apply(List<string?> told, RankingStep step)
    {
        var before = told.ToList();
        foreach (var change in step.Changes.Where(change => change.RankBefore is not null)) { Assert.Equal(change.Name, before[change.RankBefore!.Value - 1]); }
        var after = Enumerable.Repeat((string?)null, 5).ToList();
        for (var rank = 0; rank < before.Count; rank++) { if (step.Changes.All(change => change.RankBefore != rank + 1)) { after[rank] = before[rank]; } }
        foreach (var change in step.Changes.Where(change => change.Rank is not null))
        {
            Assert.Null(after[change.Rank!.Value - 1]);
            after[change.Rank.Value - 1] = change.Name;
        }

        told.Clear();
        told.AddRange(after.TakeWhile(name => name is not null));
        Assert.All(after.Skip(told.Count), Assert.Null);
    }

    private void Write(int kind, string a, string b)
    {
        switch (kind)
        {
            case < 6: _memory.Link(a, "r", b); break;
            case < 8: _memory.Run(new DeleteRelations([new RelationKey(a, b, "r")])); break;
            case 8: _memory.Remember(a, "something"); break;
            default: _memory.Run(new DeleteEntities([a])); break;
        }
    }
}
