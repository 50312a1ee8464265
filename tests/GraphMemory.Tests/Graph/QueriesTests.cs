using CsCheck;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Engine.Graph.Queries;

namespace GraphMemory.Tests.Graph;

public sealed class QueriesTests : IDisposable
{
    private readonly MemoryFixture _memory = new();

    public void Dispose() => _memory.Dispose();

    [Fact]
    public void As_of_agrees_with_brute_force_at_every_point_of_both_times() => Statement.Sequence.Sample(statements =>
    {
        _memory.NewWorkspace();
        _memory.Run(new DeclarePredicate("f", IsFunctional: true));
        var recorded = new List<(Statement Statement, long Id)>();
        var log = new List<(Statement Statement, long HeadSeq)>();
        foreach (var statement in statements)
        {
            var reply = statement.Record(_memory, recorded);
            if (reply.IsNew) { recorded.Add((statement, reply.FactId)); }
            log.Add((statement, _memory.HeadSeq));
        }

        for (var known = 0; known < log.Count; known += 3)
        {
            foreach (var (subject, predicate, validMs) in from s in new[] { 0, 1 } from p in new[] { "f", "m" } from v in new[] { 0L, 4, 8, 12, 99 } select (s, p, v))
            {
                var said = log.Take(known + 1).Select(entry => entry.Statement)
                    .Where(entry => entry.Subject == subject && entry.Predicate == predicate && entry.Valid.Covers(validMs));
                var held = _memory.Queries.AsOf(_memory.Workspace, $"s{subject}", predicate, new(validMs, log[known].HeadSeq));
                Assert.Equal(BruteForce([.. said], predicate == "f"), held.Select(fact => fact.Object!).Order(StringComparer.Ordinal));
            }
        }
    }, iter: 30, threads: 1);

    [Fact]
    public void As_of_sees_what_was_known_before_it_was_forgotten_and_what_was_true_before_the_name_was_used_again()
    {
        _memory.Clock.Advance(TimeSpan.FromSeconds(1));
        _memory.Remember("a", "old");
        _memory.Clock.Advance(TimeSpan.FromSeconds(1));
        _memory.Run(new DeleteEntities(["a"]));
        _memory.Clock.Advance(TimeSpan.FromSeconds(1));
        _memory.Remember("a", "new");

        string[] Known(long atMs) =>
            [.. _memory.Queries.AsOf(_memory.Workspace, "a", null, new(0, _memory.Queries.SeqAt(_memory.Workspace, atMs))).Select(fact => fact.Fact.Statement.Text!)];

        Assert.Equal([], Known(999));
        Assert.Equal(["old"], Known(1_000));
        Assert.Equal([], Known(2_000));
        Assert.Equal(["new"], Known(3_000));
    }

    [Fact]
    public void A_negated_observation_holds_until_it_is_withdrawn()
    {
        _memory.Remember("style", "Does not use tabs");
        Assert.Single(_memory.Queries.AsOf(_memory.Workspace, "style", null, new(0, _memory.HeadSeq)));

        _memory.Remember("style", "Does not use tabs", new() { Polarity = Polarity.Retracted });

        Assert.Empty(_memory.Queries.AsOf(_memory.Workspace, "style", null, new(0, _memory.HeadSeq)));
    }

    [Fact]
    public void Search_finds_one_substring_in_names_types_and_observations_whatever_its_case()
    {
        _memory.Run(new CreateEntities([new("Api", "service", ["Listens on 8080"]), new("db", "Database", []), new("web", "ui", [])], Circumstances.Default));
        _memory.Link("Api", "calls", "db");
        _memory.Link("web", "calls", "Api");

        string[] Found(string query) => [.. _memory.Queries.SearchNodes(_memory.Workspace, query).Entities.Select(entity => entity.Name)];

        Assert.Equal(["Api"], Found("aPI"));
        Assert.Equal(["db"], Found("DATABASE"));
        Assert.Equal(["Api"], Found("listens ON"));
        Assert.Empty(Found("calls"));
        Assert.Equal(["Api", "db", "web"], Found(""));
        Assert.Equal(2, _memory.Queries.SearchNodes(_memory.Workspace, "api").Relations.Length);
        Assert.Equal("web", Assert.Single(_memory.Queries.SearchNodes(_memory.Workspace, "ui").Relations).From);
    }

    [Fact]
    public void Opening_shows_entities_in_the_order_they_were_made_with_the_relations_that_touch_them()
    {
        _memory.Run(new CreateEntities([new("a", "t", ["x"]), new("b", "t", []), new("c", "t", [])], Circumstances.Default));
        _memory.Link("c", "uses", "a");
        _memory.Link("a", "uses", "a");
        _memory.Link("a", "uses", "gone", new() { Polarity = Polarity.Denied });
        _memory.Link("b", "uses", "c");

        var opened = _memory.Queries.OpenNodes(_memory.Workspace, ["b", "a", "a", "nobody", "gone"]);

        Assert.Equal(["a", "b"], opened.Entities.Select(entity => entity.Name));
        Assert.Equal([new("c", "a", "uses"), new("a", "a", "uses"), new("b", "c", "uses")], opened.Relations);
    }

    [Fact]
    public void Reading_the_graph_agrees_with_opening_every_name() => Statement.Sequence.Sample(statements =>
    {
        _memory.NewWorkspace();
        var recorded = new List<(Statement, long)>();
        foreach (var statement in statements.Where(statement => statement.Polarity == Polarity.Affirmed))
        {
            _memory.Remember($"s{statement.Subject}", $"text {statement.Object}");
            recorded.Add((statement, (statement with { Valid = ValidTime.Always, Corrects = 0 }).Record(_memory, recorded).FactId));
        }

        var read = _memory.Queries.ReadGraph(_memory.Workspace);
        var opened = _memory.Queries.OpenNodes(_memory.Workspace, ["s1", "s0", "o0", "o1", "o2"]);
        Assert.Equal(opened.Entities.Select(Flat), read.Entities.Select(Flat));
        Assert.Equal(opened.Relations, read.Relations);
    }, iter: 20, threads: 1);

    [Fact]
    public void The_graph_is_read_page_by_page_to_its_end()
    {
        _memory.Run(new CreateEntities([.. Enumerable.Range(0, 2_345).Select(i => new NewEntity($"e{i}", "t", [$"o{i}"]))], Circumstances.Default));

        var graph = _memory.Queries.ReadGraph(_memory.Workspace);

        Assert.Equal(Enumerable.Range(0, 2_345).Select(i => $"e{i} t o{i}"), graph.Entities.Select(Flat));
    }

    [Fact]
    public void A_timeline_shows_every_version_oldest_first_and_the_newest_when_there_are_too_many()
    {
        var first = _memory.Remember("a", "one").FactId;
        var second = _memory.Run(new Remember([new("two", "a", null, new() { SupersedesId = first })]))[0].FactId;
        var about = _memory.Link("b", "uses", "a").FactId;

        Assert.Equal([first, second, about], _memory.Queries.Timeline(_memory.Workspace, "a", 10).Value.Select(fact => fact.Fact.Id));
        Assert.Equal([second, about], _memory.Queries.Timeline(_memory.Workspace, "a", 2).Value.Select(fact => fact.Fact.Id));
        Assert.Equal(GraphProblems.EntityNotFound, _memory.Queries.Timeline(_memory.Workspace, "nobody", 10).Problem!.Code);
    }

    [Fact]
    public void A_fact_that_does_not_exist_is_a_problem() =>
        Assert.Equal(GraphProblems.FactNotFound, _memory.Queries.Fact(_memory.Workspace, 42).Problem!.Code);

    [Fact]
    public void Changes_are_read_page_by_page_without_a_gap()
    {
        _memory.Remember("a", "x");
        _memory.Link("a", "uses", "b");
        _memory.Run(new DeclarePredicate("owns", IsFunctional: true));
        _memory.Run(new DeleteEntities(["b"]));
        var seen = new List<Change>();
        var cursor = 0L;
        for (var page = Changes(cursor); page.Events.Length > 0; page = Changes(cursor))
        {
            seen.AddRange(page.Events);
            cursor = page.Cursor;
        }

        Assert.Equal(_memory.HeadSeq, cursor);
        Assert.Equal(Enumerable.Range(1, (int)cursor).Select(seq => (long)seq), seen.Select(change => change.Event.Seq));
        Assert.Equal(["a", "b", "b"], seen.Where(change => change.Entity is not null).Select(change => change.Entity!.Name));
        Assert.Equal(["x", null, null], seen.Where(change => change.Fact is not null).Select(change => change.Fact!.Fact.Statement.Text));
        Assert.Contains(seen, change => change is { Event.Kind: LogEventKind.PredicateDeclared, Fact: null, Entity: null });
    }

    [Fact]
    public void A_reader_behind_the_trimmed_log_is_told_so_and_given_the_whole_graph()
    {
        _memory.Remember("a", "x");
        _memory.Remember("a", "y");
        var head = _memory.HeadSeq;
        _memory.Run(new TrimTo(head - 1));

        var behind = Changes(0);
        var atTheEdge = Changes(head - 1);

        Assert.True(behind.WasTrimmed);
        Assert.Equal(head, behind.Cursor);
        Assert.Equal("a t x y".Replace(" t ", $" {Remember.DefaultType} ", StringComparison.Ordinal), Flat(Assert.Single(behind.Snapshot!.Entities)));
        Assert.False(atTheEdge.WasTrimmed);
        Assert.Equal(head, Assert.Single(atTheEdge.Events).Event.Seq);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1_000)]
    public void A_cursor_that_is_no_position_of_the_log_is_refused(long cursor) => Assert.Equal(
        GraphProblems.CursorAhead, _memory.Queries.ChangesSince(_memory.Workspace, cursor, 10).Problem!.Code);

    private Changes Changes(long cursor) => _memory.Queries.ChangesSince(_memory.Workspace, cursor, countMax: 2).Value;

    private static string Flat(NewEntity entity) => $"{entity.Name} {entity.Type} {string.Join(' ', entity.Observations)}";

    /// <summary>By the definition: the newest statement decides, alone for a functional predicate, for each object otherwise; denials are of one object.</summary>
    private static IEnumerable<string> BruteForce(List<Statement> said, bool isFunctional)
    {
        var objects = said.Select(statement => statement.Object).Distinct()
            .Where(target => said.Last(statement => statement.Object == target).Polarity == Polarity.Affirmed);
        if (isFunctional)
        {
            var deciding = said.FindLastIndex(statement => statement.Polarity != Polarity.Denied);
            objects = objects.Where(target => deciding >= 0 && said[deciding].Object == target);
        }

        return objects.Select(target => $"o{target}").Order(StringComparer.Ordinal);
    }

    private sealed record TrimTo(long Seq) : IGraphCommand<long>
    {
        public GraphMemory.Engine.Errors.Problem? Check(GraphLimits limits) => null;

        public GraphMemory.Engine.Errors.Result<long> Apply(IWorkspaceWrite write)
        {
            write.TrimLog(Seq);
            return Seq;
        }
    }
}
