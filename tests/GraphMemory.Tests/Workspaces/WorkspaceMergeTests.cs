using System.Collections.Immutable;
using CsCheck;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Engine.Workspaces;
using GraphMemory.Tests.Graph;

namespace GraphMemory.Tests.Workspaces;

public sealed class WorkspaceMergeTests : IDisposable
{
    private readonly MemoryFixture _memory = new();
    private readonly WorkspaceMerge _merge;

    public WorkspaceMergeTests() => _merge = new(_memory.Store, _memory.Commands);

    public void Dispose() => _memory.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Facts_come_over_with_their_circumstances_and_where_they_came_from()
    {
        _memory.Clock.Advance(TimeSpan.FromDays(1));
        var circumstances = Circumstances.Default with
        {
            Valid = new(5, 500), Confidence = 0.5f, Tags = ["a", "b"], Provenance = new("p", "c", "t", "s", "f", "commit", "url"),
            Metadata = ImmutableSortedDictionary<string, string>.Empty.Add("k", "v"),
        };
        Run("source", new Remember([new NewObservation("reads tokens", "parser", "component", circumstances)]));
        _memory.Clock.Advance(TimeSpan.FromDays(1));

        var report = await MergeAsync();

        Assert.Equal(new MergeReport(1, 0, 1, 0, 0, 0, 2), report);
        var fact = Assert.Single(Facts("target", "parser"));
        Assert.Equal(("component", "reads tokens"), (fact.SubjectType, fact.Fact.Statement.Text));
        Assert.Equal((circumstances.Valid, 0.5f, circumstances.Provenance), (fact.Fact.Statement.Valid, fact.Fact.Statement.Confidence, fact.Fact.Statement.Provenance));
        Assert.Equal(["a", "b"], fact.Fact.Statement.Tags);
        Assert.Equal([("k", "v"), ("merged.from", "source#2"), ("merged.recordedAt", "1970-01-02T00:00:00.000Z")], fact.Fact.Statement.Metadata.Select(pair => (pair.Key, pair.Value)));
        Assert.Equal(TimeSpan.FromDays(2).TotalMilliseconds, fact.Fact.RecordedAtMs);
    }

    [Fact]
    public async Task The_history_comes_over_closed_versions_corrections_and_all()
    {
        var first = Remember("source", "svc", "runs on port 1").FactId;
        Run("source", new Remember([new NewObservation("runs on port 2", "svc", null, Circumstances.Default with { SupersedesId = first })]));
        Remember("source", "svc", "is old");
        Run("source", new DeleteObservations([new EntityTexts("svc", ["is old"])]));

        var report = await MergeAsync();

        var facts = Facts("target", "svc");
        Assert.Equal(["runs on port 1", "runs on port 2", "is old"], facts.Select(fact => fact.Fact.Statement.Text));
        Assert.Equal([false, true, false], facts.Select(fact => fact.Fact.IsLive));
        Assert.Equal(facts[0].Fact.Id, facts[1].Fact.Statement.SupersedesId);
        Assert.Equal((3, 2, 0), (report.Facts, report.Closed, report.Conflicts));
    }

    [Fact]
    public async Task Entities_of_one_name_become_one_and_what_stands_already_is_not_repeated()
    {
        Remember("source", "shared", "said by both");
        Remember("source", "shared", "said by the source");
        Remember("target", "shared", "said by both");
        Link("source", "shared", "uses", "only named");

        var report = await MergeAsync();

        Assert.Equal(["said by both", "said by the source"], Live("target", "shared").Where(fact => fact.Object is null).Select(fact => fact.Fact.Statement.Text));
        Assert.Equal((1, 1, 2, 1), (report.Entities, report.Joined, report.Facts, report.Known));
        Assert.False(_memory.Store.Read(Id("target"), read => read.FindEntity("only named"))!.IsDeclared);
    }

    [Fact]
    public async Task What_the_source_forgot_is_not_closed_in_the_target_that_knew_it_before()
    {
        var id = Remember("source", "e", "common").FactId;
        Remember("target", "e", "common");
        await MergeAsync();
        Run("source", new Forget([id], []));
        await MergeAsync();

        Assert.Single(Live("target", "e"));
    }

    [Fact]
    public async Task Contradictions_between_the_two_are_found()
    {
        Run("source", new DeclarePredicate("default_branch", IsFunctional: true));
        Link("source", "repo", "default_branch", "main");
        Link("target", "repo", "default_branch", "trunk");
        Remember("source", "repo", "the repo uses tabs");
        Remember("target", "repo", "the repo does not use tabs");

        var report = await MergeAsync();

        Assert.Equal(2, report.Conflicts);
        Assert.Equal(
            [ConflictKind.Functional, ConflictKind.Polarity],
            _memory.Queries.Conflicts(Id("target"), openOnly: true, 10).Select(view => view.Conflict.Kind).Order());
    }

    [Fact]
    public async Task Repeated_it_carries_over_only_what_is_new()
    {
        var first = Remember("source", "e", "one").FactId;
        await MergeAsync();
        var seq = Seq("target");

        Assert.Equal(0, (await MergeAsync()).Facts);
        Assert.Equal(seq, Seq("target"));

        Remember("source", "e", "two");
        Run("source", new Forget([first], []));
        var report = await MergeAsync();

        Assert.Equal((1, 1), (report.Facts, report.Closed));
        Assert.Equal(["two"], Live("target", "e").Select(fact => fact.Fact.Statement.Text));
    }

    [Fact]
    public async Task An_entity_that_the_source_deleted_is_deleted_unless_the_target_has_a_use_for_it()
    {
        Remember("source", "gone", "a");
        Remember("source", "still used", "b");
        Remember("source", "came back", "c");
        Run("source", new Forget([], ["gone", "still used", "came back"]));
        Remember("source", "came back", "d");
        Remember("target", "still used", "e");

        await MergeAsync();

        Assert.Null(_memory.Store.Read(Id("target"), read => read.FindEntity("gone")));
        Assert.Single(Live("target", "still used"));
        Assert.Single(Live("target", "came back"));
    }

    [Fact]
    public async Task Cut_short_it_goes_on_where_it_stopped()
    {
        for (var i = 0; i < 6; i++) { Run("source", new Remember([.. Enumerable.Range(0, 500).Select(n => new NewObservation($"text {i} {n}", $"e{n % 9}", null, Circumstances.Default))])); }
        using var cancelled = new CancellationTokenSource();
        var reports = new List<MergeReport>();

        await Assert.ThrowsAsync<OperationCanceledException>(() => _merge.RunAsync(Find("source"), Find("target"), deleteSource: false, report =>
        {
            reports.Add(report);
            if (reports.Count == 2) { cancelled.Cancel(); }
        }, cancelled.Token));
        var rest = await MergeAsync();

        Assert.Equal(3_000, reports[^1].Facts + rest.Facts);
        Assert.Equal(0, rest.Known);
        Assert.Equal(3_000, _memory.Store.Read(Id("target"), read => read.Counts()).Observations);
    }

    [Fact]
    public async Task The_source_stays_unless_it_is_to_be_deleted()
    {
        Remember("source", "e", "one");
        Assert.False((await MergeAsync()).IsSourceDeleted);
        Assert.NotNull(_memory.Store.FindWorkspace("source"));

        Assert.True((await MergeAsync(deleteSource: true)).IsSourceDeleted);
        Assert.Null(_memory.Store.FindWorkspace("source"));
    }

    [Fact]
    public async Task A_source_that_grows_during_the_merge_loses_nothing_when_it_is_deleted()
    {
        Remember("source", "e", "first");
        var grown = 0;

        var report = await _merge.RunAsync(Find("source"), Find("target"), deleteSource: true, _ =>
        {
            if (grown++ < 3) { Remember("source", "e", $"late {grown}"); }
        }, Token);

        Assert.True(report.Value.IsSourceDeleted);
        Assert.Equal(4, Live("target", "e").Count);
    }

    [Fact]
    public async Task A_source_that_never_stands_still_is_kept()
    {
        Remember("source", "e", "first");
        var grown = 0;

        var report = await _merge.RunAsync(Find("source"), Find("target"), deleteSource: true, _ => Remember("source", "e", $"late {grown++}"), Token);

        Assert.Equal(WorkspaceProblems.KeepsGrowing, report.Problem?.Code);
        Assert.NotNull(_memory.Store.FindWorkspace("source"));
    }

    [Fact]
    public async Task A_workspace_is_not_merged_into_itself_and_a_full_target_takes_nothing_more()
    {
        Remember("source", "e", "one");
        Assert.Equal(WorkspaceProblems.SameWorkspace, (await _merge.RunAsync(Find("source"), Find("source"), false, null, Token)).Problem?.Code);
        Assert.Equal(WorkspaceProblems.SameWorkspace, (await _merge.PreviewAsync(Find("source"), Find("source"), Token)).Problem?.Code);

        await _memory.Store.WriteAsync<int>(Id("target"), write =>
        {
            write.SetQuotas(new Quotas(null, 0, null));
            return 0;
        }, Token);
        Assert.Equal(GraphProblems.QuotaExceeded, (await _merge.RunAsync(Find("source"), Find("target"), true, null, Token)).Problem?.Code);
        Assert.NotNull(_memory.Store.FindWorkspace("source"));
    }

    [Fact]
    public async Task A_preview_counts_and_changes_nothing()
    {
        Remember("source", "new", "one");
        Remember("source", "shared", "two");
        Run("source", new DeleteObservations([new EntityTexts("new", ["one"])]));
        Remember("target", "shared", "other");
        var seq = Seq("target");

        Assert.Equal(new MergeReport(1, 1, 2, 0, 1, 0, 5), (await _merge.PreviewAsync(Find("source"), Find("target"), Token)).Value);
        Assert.Equal(seq, Seq("target"));
    }

    /// <summary>The oracle: the same commands told to one workspace from the beginning, where the two never contradict or repeat each other.</summary>
    [Fact]
    public void Merged_into_an_empty_workspace_the_live_graph_is_the_same()
    {
        var step = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 4], Gen.Int[0, 4]);
        var round = 0;
        step.Array[1, 30].Sample(steps =>
        {
            var (source, target) = ($"s{round}", $"t{round++}");
            foreach (var (kind, a, b) in steps)
            {
                switch (kind)
                {
                    case 0 or 1: Remember(source, $"e{a}", $"text {b}"); break;
                    case 2 or 3: Link(source, $"e{a}", "to", $"e{b}"); break;
                    case 4: Run(source, new DeleteObservations([new EntityTexts($"e{a}", [$"text {b}"])])); break;
                    default: Run(source, new DeleteEntities([$"e{a}"])); break;
                }
            }

            _ = Find(target);
            Assert.True(_merge.RunAsync(Find(source), Find(target), false, null, Token).GetAwaiter().GetResult().IsSuccess);

            var (expected, actual) = (_memory.Queries.ReadGraph(Id(source)), _memory.Queries.ReadGraph(Id(target)));
            Assert.Equal(Lines(expected), Lines(actual));
            Assert.Equal(
                _memory.Store.Read(Id(source), read => read.Counts()) with { OpenConflicts = 0 },
                _memory.Store.Read(Id(target), read => read.Counts()) with { OpenConflicts = 0 });
        }, iter: 60, threads: 1);
    }

    private static IEnumerable<string> Lines(GraphView view) =>
        view.Entities.SelectMany(entity => entity.Observations.Select(text => $"{entity.Name}: {text}").Append($"{entity.Name} ({entity.Type})"))
            .Concat(view.Relations.Select(relation => relation.ToString())).Order(StringComparer.Ordinal);

    private async Task<MergeReport> MergeAsync(bool deleteSource = false) =>
        (await _merge.RunAsync(Find("source"), Find("target"), deleteSource, progress: null, Token)).Value;

    private Recorded Remember(string workspace, string about, string text) =>
        Run(workspace, new Remember([new NewObservation(text, about, null, Circumstances.Default)]))[0];

    private void Link(string workspace, string from, string type, string to) =>
        Run(workspace, new Link([new NewLink(from, to, type, 1, Circumstances.Default)]));

    private T Run<T>(string workspace, IGraphCommand<T> command) =>
        _memory.Commands.ExecuteAsync(Id(workspace), command, CancellationToken.None).GetAwaiter().GetResult().Value;

    private ImmutableArray<NamedFact> Facts(string workspace, string entity) => _memory.Queries.Timeline(Id(workspace), entity, 1_000).Value;

    private List<NamedFact> Live(string workspace, string entity) => [.. Facts(workspace, entity).Where(fact => fact.Fact.IsLive)];

    private long Seq(string workspace) => Find(workspace).HeadSeq;

    private long Id(string workspace) => Find(workspace).Id;

    private Workspace Find(string name) => _memory.Store.OpenWorkspaceAsync(name, CancellationToken.None).GetAwaiter().GetResult().Value;
}
