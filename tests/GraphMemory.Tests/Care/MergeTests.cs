using System.Collections.Immutable;
using CsCheck;
using GraphMemory.Engine.Care;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Engine.Graph.Queries;
using GraphMemory.Tests.Graph;

namespace GraphMemory.Tests.Care;

public sealed class MergeTests : IDisposable
{
    private readonly MemoryFixture _memory = new();

    public void Dispose() => _memory.Dispose();

    [Fact]
    public void Facts_of_both_stand_about_the_one_that_stays_and_the_old_name_leads_there()
    {
        _memory.Remember("OrderService", "Written in Go");
        _memory.Remember("order service", "Listens on port 8080");
        _memory.Link("order service", "calls", "billing");
        _memory.Link("checkout", "calls", "order service");

        var outcome = _memory.Run(new MergeEntities("order service", "OrderService"));

        Assert.Equal((3, 0, true), (outcome.Moved, outcome.Dropped, outcome.IsNew));
        Assert.Equal(
            ["OrderService calls billing", "OrderService observation Listens on port 8080", "OrderService observation Written in Go", "checkout calls OrderService"],
            Live());
        Assert.Equal("OrderService", Assert.Single(_memory.Queries.OpenNodes(_memory.Workspace, ["order service"]).Entities).Name);
        Assert.Equal("OrderService", _memory.Remember("order service", "Owned by payments").EntityName);
        Assert.False(_memory.Run(new CreateEntities([new("order service", "t", [])], Circumstances.Default)).Any());
        Assert.Contains(_memory.Queries.Timeline(_memory.Workspace, "order service", 50).Value, fact => fact.Fact.Statement.Text == "Owned by payments");
    }

    [Fact]
    public void Merging_again_changes_nothing_and_so_does_undoing_again()
    {
        _memory.Remember("a", "one");
        _memory.Remember("b", "two");
        var first = _memory.Run(new MergeEntities("b", "a"));
        var head = _memory.HeadSeq;
        var again = _memory.Run(new MergeEntities("b", "a"));

        Assert.Equal((first.RevisionId, false, head), (again.RevisionId, again.IsNew, _memory.HeadSeq));

        Assert.True(_memory.Run(new UnmergeEntity("b")).IsNew);
        head = _memory.HeadSeq;
        Assert.False(_memory.Run(new UnmergeEntity("b")).IsNew);
        Assert.False(_memory.Run(new UndoRevision(first.RevisionId)).IsNew);
        Assert.Equal(head, _memory.HeadSeq);
    }

    [Fact]
    public void What_stood_about_both_stands_once_and_comes_back_to_both()
    {
        _memory.Remember("a", "uses tabs");
        _memory.Remember("b", "uses tabs");
        _memory.Link("a", "near", "b");
        var before = Live();

        var outcome = _memory.Run(new MergeEntities("b", "a"));

        Assert.Equal((0, 2), (outcome.Moved, outcome.Dropped));
        Assert.Equal(["a observation uses tabs"], Live());
        _memory.Run(new UnmergeEntity("b"));
        Assert.Equal(before, Live());
    }

    [Fact]
    public void What_was_written_after_the_merge_stays_with_the_one_that_stayed()
    {
        _memory.Remember("a", "one");
        var moved = _memory.Remember("b", "two").FactId;
        _memory.Remember("b", "three");
        _memory.Run(new MergeEntities("b", "a"));
        _memory.Remember("b", "four");
        var version = Standing("two").Id;
        _memory.Run(new Forget([version], []));

        var undone = _memory.Run(new UnmergeEntity("b"));

        Assert.Equal((1, 1), (undone.Restored, undone.Kept));
        Assert.Equal(["a observation four", "a observation one", "b observation three"], Live());
        Assert.False(_memory.Fact(moved).IsLive);
    }

    [Fact]
    public void A_merge_of_a_merge_can_be_undone_in_either_order()
    {
        foreach (var order in (string[][])[["a", "b"], ["b", "a"]])
        {
            _memory.NewWorkspace();
            _memory.Remember("a", "one");
            _memory.Remember("b", "two");
            _memory.Remember("c", "three");
            var before = Live();
            _memory.Run(new MergeEntities("a", "b"));
            _memory.Run(new MergeEntities("b", "c"));
            Assert.Equal("c", _memory.Remember("a", "one").EntityName);
            foreach (var name in order) { _memory.Run(new UnmergeEntity(name)); }
            Assert.Equal(before, Live());
        }
    }

    [Fact]
    public void What_a_later_merge_dropped_comes_back_once()
    {
        _memory.Remember("a", "one");
        _memory.Remember("b", "two");
        _memory.Remember("c", "one");
        var before = Live();
        _memory.Run(new MergeEntities("a", "b"));
        _memory.Run(new MergeEntities("b", "c"));
        _memory.Run(new UnmergeEntity("b"));
        _memory.Run(new UnmergeEntity("a"));

        Assert.Equal(before, Live());
    }

    [Fact]
    public void A_name_that_lives_again_takes_its_facts_back()
    {
        _memory.Remember("a", "one");
        _memory.Remember("b", "two");
        _memory.Run(new MergeEntities("b", "a"));
        _memory.Run(new Engine.ImportExport.ReplaceGraph([new("a", "concept", ["one", "two"]), new("b", "concept", ["five"])], [], Circumstances.Default));

        _memory.Run(new UnmergeEntity("b"));

        Assert.Equal(["a observation one", "b observation five", "b observation two"], Live());
    }

    [Fact]
    public void Contradictions_between_the_two_are_found_and_decided_ones_stay_decided()
    {
        _memory.Run(new DeclarePredicate("default_branch", IsFunctional: true));
        _memory.Remember("a", "says something");
        _memory.Link("a", "default_branch", "main");
        _memory.Link("b", "default_branch", "master");
        _memory.Remember("b", "uses tabs");
        var denied = _memory.Remember("b", "does not use tabs").Conflicts.Single();
        _memory.Run(new ResolveConflict(denied.EarlierId, denied.LaterId, ConflictDecision.KeepBoth));

        _memory.Run(new MergeEntities("b", "a"));

        var open = Assert.Single(_memory.Queries.Conflicts(_memory.Workspace, openOnly: true, 10));
        Assert.Equal((ConflictKind.Functional, "a", "a"), (open.Conflict.Kind, open.Earlier.Subject, open.Later.Subject));
        _memory.Run(new UnmergeEntity("b"));
        Assert.Empty(_memory.Queries.Conflicts(_memory.Workspace, openOnly: true, 10));
    }

    [Fact]
    public void Marks_go_with_the_facts_and_come_back()
    {
        _memory.Remember("a", "one");
        var fact = _memory.Remember("b", "two").FactId;
        _memory.Remember("b", "three");
        _memory.Run(new SetMarks([fact], [], new MarkChange(Tier: Tier.Archive)));
        _memory.Run(new SetMarks([], ["b"], new MarkChange(IsPinned: true)));
        _memory.Run(new MergeEntities("b", "a"));

        Assert.Equal((Tier.Archive, true), KeptAs("two"));
        Assert.Equal((Tier.Working, true), KeptAs("three"));
        Assert.Equal((Tier.Working, false), KeptAs("one"));
        _memory.Run(new UnmergeEntity("b"));
        Assert.Equal((Tier.Archive, true), KeptAs("two"));
        Assert.Equal((Tier.Working, true), KeptAs("three"));
    }

    [Fact]
    public void What_makes_no_sense_is_refused_with_the_way_out()
    {
        _memory.Remember("a", "one");
        _memory.Link("a", "near", "named only");
        var note = _memory.Remember(null, "a note of three words").EntityName;

        Assert.Equal(CareProblems.InvalidField, Refused(new("a", "a")));
        Assert.Equal(GraphProblems.EntityNotFound, Refused(new("a", "missing")));
        Assert.Equal(GraphProblems.EntityNotFound, Refused(new("missing", "a")));
        Assert.Equal(GraphProblems.InvalidField, Refused(new("", "a")));
        Assert.Equal(CareProblems.CannotMerge, Refused(new(note, "a")));
        Assert.Equal(CareProblems.CannotMerge, Refused(new("a", "named only")));
        Assert.Equal(CareProblems.TooLarge, _memory.Try(new MergeEntities("named only", "a", FactsMax: 0)).Problem!.Code);
        Assert.Equal(CareProblems.RevisionNotFound, _memory.Try(new UnmergeEntity("a")).Problem!.Code);
        Assert.Equal(CareProblems.RevisionNotFound, _memory.Try(new UndoRevision(1)).Problem!.Code);
    }

    [Fact]
    public void A_merged_name_is_not_forgotten_in_the_place_of_another_and_cannot_come_back_once_purged()
    {
        _memory.Remember("a", "one");
        _memory.Remember("b", "two");
        var merge = _memory.Run(new MergeEntities("b", "a")).RevisionId;

        var forget = _memory.Try(new Forget([], ["b"])).Problem!;
        Assert.Contains("merged into a", forget.Detail, StringComparison.Ordinal);
        Assert.Equal(0, _memory.Run(new DeleteEntities(["b"])));

        _memory.Run(new Purge([], ["b"]));
        Assert.Equal(CareProblems.TooLate, _memory.Try(new UndoRevision(merge)).Problem!.Code);
        Assert.Empty(_memory.Queries.OpenNodes(_memory.Workspace, ["b"]).Entities);
    }

    private static readonly Gen<(int Kind, int A, int B)> Step = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 4], Gen.Int[0, 4]);

    [Fact]
    public void Merging_and_undoing_leaves_the_live_graph_as_it_was_and_loses_no_version() =>
        Gen.Select(Step.Array[0, 24], Gen.Int[0, 4], Gen.Int[0, 4]).Sample((steps, from, into) =>
        {
            _memory.NewWorkspace();
            foreach (var step in steps) { Do(step); }
            var (before, versions) = (Live(), Versions());
            var merged = _memory.Try(new MergeEntities($"e{from}", $"e{into}"));
            if (!merged.IsSuccess) { return; }
            Assert.DoesNotContain(Live(), line => line.Split(' ').Contains($"e{from}"));
            Assert.True(versions.IsSubsetOf(Versions()));

            Assert.Equal(0, _memory.Run(new UnmergeEntity($"e{from}")).Kept);

            Assert.Equal(before, Live());
            Assert.True(versions.IsSubsetOf(Versions()));
            Assert.True(((GraphMemory.Sqlite.SqliteGraphStore)_memory.Store).CheckIntegrity().Value.IsSound);
        }, iter: 120, threads: 1);

    private void Do((int Kind, int A, int B) step)
    {
        var (a, b) = ($"e{step.A}", $"e{step.B}");
        if (step.Kind < 3) { _memory.Remember(a, step.Kind == 0 ? $"says {step.B}" : $"does {(step.Kind == 1 ? "not " : "")}say {step.B}"); }
        else if (step.Kind == 5 && step.A == 4) { _memory.Try(new Forget([], [b])); }
        else { _memory.Link(a, $"r{step.B % 2}", b); }
    }

    private ProblemCode? Refused(MergeEntities command) => _memory.Try(command).Problem?.Code;

    private List<string> Live() => _memory.Store.Read(_memory.Workspace, read =>
    {
        var (names, lines) = (new FactNames(read), new List<string>());
        read.VisitFacts(0, read.Workspace.HeadSeq, (in FactRow row) =>
        {
            if (row.SupersededSeq != 0) { return; }
            var fact = names.Named(read.Fact(row.Id)!);
            lines.Add($"{fact.Subject} {fact.Fact.Statement.Predicate} {fact.Object ?? fact.Fact.Statement.Text}");
        });
        foreach (var entity in read.Entities(0, 10_000).Where(entity => entity.IsLive && !read.FactsOf(entity.Id).Concat(read.FactsAbout(entity.Id)).Any(fact => fact.IsLive)))
        {
            lines.Add($"{entity.Name} alone");
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    });

    private HashSet<(long, string)> Versions() => _memory.Store.Read(_memory.Workspace, read =>
    {
        var found = new HashSet<(long, string)>();
        read.VisitFacts(0, read.Workspace.HeadSeq, (in FactRow row) => found.Add((row.Id, read.Fact(row.Id)!.Statement.ToString())));
        return found;
    });

    private Fact Standing(string text) => _memory.Store.Read(_memory.Workspace, read => read.Entities(0, 1_000).SelectMany(entity => read.FactsOf(entity.Id))
        .Single(fact => fact.IsLive && fact.Statement.Text == text));

    private (Tier, bool) KeptAs(string text)
    {
        var fact = Standing(text);
        return _memory.Store.Read(_memory.Workspace, read =>
        {
            var marks = MarkSet.Of(read);
            return (marks.TierOf(fact.Id, fact.Statement.SubjectId), marks.IsPinned(fact.Id, fact.Statement.SubjectId));
        });
    }
}
