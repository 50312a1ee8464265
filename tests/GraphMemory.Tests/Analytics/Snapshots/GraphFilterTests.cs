using GraphMemory.Engine.Analytics;
using GraphMemory.Engine.Analytics.Filters;
using GraphMemory.Engine.Analytics.Runs;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Tests.Graph;

namespace GraphMemory.Tests.Analytics.Snapshots;

/// <summary>A workspace of two services and two people, with tags and on two days.</summary>
public sealed class GraphFilterTests : IDisposable
{
    private const long DayMs = 86_400_000;

    private readonly MemoryFixture _memory = new();
    private readonly AnalyticsRuns _runs;

    public GraphFilterTests()
    {
        _runs = new AnalyticsRuns(_memory.Store, new RunOptions(), _memory.Clock);
        _memory.Run(new CreateEntities([new("api", "Service", []), new("db", "Service", []), new("ada", "person", [])], Circumstances.Default));
        _memory.Link("api", "uses", "db");
        _memory.Remember("api", "is in Go", Circumstances.Default with { Tags = ["go", "backend"] });
        _memory.Clock.Advance(TimeSpan.FromDays(1));
        _memory.Run(new CreateEntities([new("bob", "person", [])], Circumstances.Default));
        _memory.Link("ada", "owns", "api");
        _memory.Run(new Link([new NewLink("bob", "db", "owns", 1, Circumstances.Default with { Tags = ["backend"] })]));
    }

    public void Dispose()
    {
        _runs.Dispose();
        _memory.Dispose();
    }

    [Fact]
    public async Task Nothing_given_leaves_everything_in() => Assert.Equal("ada api bob db / ada-api api-db bob-db", await LeftAsync(GraphFilter.None));

    [Fact]
    public async Task Types_leave_their_entities_whatever_their_case() =>
        Assert.Equal("api db / api-db", await LeftAsync(new GraphFilter { Types = ["service"] }));

    [Fact]
    public async Task Names_leave_those_and_the_relations_between_them() =>
        Assert.Equal("ada api / ada-api", await LeftAsync(new GraphFilter { Names = ["ada", "api"] }));

    [Fact]
    public async Task Relation_types_leave_every_node_and_those_edges() =>
        Assert.Equal("ada api bob db / ada-api bob-db", await LeftAsync(new GraphFilter { RelationTypes = ["owns"] }));

    [Fact]
    public async Task Tags_leave_what_is_spoken_of_under_them_and_both_ends_of_a_tagged_relation() =>
        Assert.Equal("api bob db / api-db bob-db", await LeftAsync(new GraphFilter { Tags = ["backend"] }));

    [Fact]
    public async Task A_window_leaves_what_was_recorded_in_it_with_the_ends_of_its_relations()
    {
        Assert.Equal("ada api db / api-db", await LeftAsync(new GraphFilter { UntilMs = DayMs }));
        Assert.Equal("ada api bob db / ada-api bob-db", await LeftAsync(new GraphFilter { SinceMs = DayMs }));
    }

    [Fact]
    public async Task As_of_an_instant_the_graph_is_what_was_known_then() =>
        Assert.Equal("ada api db / api-db", await LeftAsync(new GraphFilter { AsOfMs = DayMs - 1 }));

    [Fact]
    public async Task Every_condition_must_be_met() =>
        Assert.Equal("ada / ", await LeftAsync(new GraphFilter { Types = ["person"], UntilMs = DayMs }));

    [Fact]
    public async Task What_the_workspace_does_not_have_is_refused_with_the_nearest_word()
    {
        var problem = (await AskAsync(new GraphFilter { Types = ["servise"], Tags = ["rust"], Names = ["eve"], RelationTypes = ["use"] })).Problem!;
        Assert.Equal(AnalyticsProblems.Filter, problem.Code);
        Assert.Equal(["types", "tags", "names", "relationTypes"], problem.Fields.Select(field => field.Field).Order(Comparer<string>.Create((a, b) => Place(a).CompareTo(Place(b)))));
        Assert.Contains(problem.Fields, field => field.Fix == "Did you mean Service?");
        Assert.Contains(problem.Fields, field => field.Fix == "Did you mean uses?");
    }

    [Fact]
    public void The_same_words_in_another_order_are_the_same_filter_and_other_words_another()
    {
        Assert.Equal(new GraphFilter { Types = ["b", "A"] }.Canonical, new GraphFilter { Types = ["a", "b", "a"] }.Canonical);
        Assert.NotEqual(new GraphFilter { Tags = ["ab", "c"] }.Canonical, new GraphFilter { Tags = ["a", "bc"] }.Canonical);
        Assert.NotEqual(new GraphFilter { SinceMs = 1 }.Canonical, new GraphFilter { UntilMs = 1 }.Canonical);
    }

    [Fact]
    public void A_window_without_time_and_a_list_beyond_its_bound_are_refused()
    {
        var problem = new GraphFilter { SinceMs = 5, UntilMs = 5, Names = [.. Enumerable.Range(0, GraphFilter.WordsMax + 1).Select(i => $"n{i}")] }.Check()!;
        Assert.Equal(["names", "until"], problem.Fields.Select(field => field.Field));
        Assert.Null(GraphFilter.None.Check());
    }

    private static int Place(string field) => Array.IndexOf(["types", "tags", "names", "relationTypes"], field);

    private async Task<Result<SubjectGraph>> AskAsync(GraphFilter filter) =>
        (await _runs.SubjectAsync(new RunRequest { WorkspaceId = _memory.Workspace, Algorithm = "degree", Filter = filter }, CancellationToken.None)).Map(found => found.Graph);

    private async Task<string> LeftAsync(GraphFilter filter)
    {
        var subject = (await AskAsync(filter)).Value;
        var graph = subject.Graph;
        var names = Enumerable.Range(0, graph.NodeCount).Select(subject.NodeName).ToList();
        Assert.All(names, (name, node) => Assert.Equal(node, subject.FindNode(name)));
        var edges = Enumerable.Range(0, graph.NodeCount).SelectMany(node => graph.Out.Row(node).ToArray().Select(target => $"{names[node]}-{names[target]}"));
        Assert.Equal(graph.EdgeCount, subject.Types.Edges.Length);
        return $"{string.Join(' ', names.Order(StringComparer.Ordinal))} / {string.Join(' ', edges.Order(StringComparer.Ordinal))}";
    }
}
