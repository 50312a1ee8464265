using System.Collections.Immutable;
using System.Text;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Tests.Graph;

public abstract partial class GraphStoreContract
{
    private static readonly Provenance Source = new("ada", "editor", "remember", "s1", "src/a.cs", "abc123", "https://example.org");

    [Fact]
    public async Task A_fact_comes_back_with_every_part_it_was_given()
    {
        var workspace = await Workspace();
        var draft = new FactDraft(
            FactKind.Relation, 7, "uses", 8, "an edge may carry a text, 中文 and \u0000 too", -5, Polarity.Denied, new ValidTime(-10, 20), 3, Source,
            0.25f, 0.1f, ["tag one", "", "zwei"],
            ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create("b", "2 \"quoted\""), KeyValuePair.Create("A", "")]));
        var id = await Write(workspace, write => write.AddFact(draft));
        var fact = Store.Read(workspace, read => read.Fact(id))!;

        Assert.Equal((1L, StartMs, (long?)null, (long?)null), (fact.Id, fact.RecordedAtMs, fact.SupersededSeq, fact.SupersededAtMs));
        Assert.Equal(draft with { Tags = fact.Statement.Tags, Metadata = fact.Statement.Metadata }, fact.Statement);
        Assert.Equal(draft.Tags, fact.Statement.Tags.AsEnumerable());
        Assert.Equal(draft.Metadata.AsEnumerable(), fact.Statement.Metadata.AsEnumerable());
    }

    [Fact]
    public async Task A_fact_of_usual_values_equals_what_was_stated()
    {
        var workspace = await Workspace();
        var id = await Write(workspace, write => write.AddFact(Observation(1, "")));

        Assert.Equal(Observation(1, ""), Store.Read(workspace, read => read.Fact(id))!.Statement);
        Assert.Null(Store.Read(workspace, read => read.Fact(id + 1)));
    }

    [Fact]
    public async Task A_closed_fact_keeps_its_row_and_leaves_the_counts()
    {
        var workspace = await Workspace();
        var id = await Write(workspace, write => write.AddFact(Observation(1, "old")));
        Clock.Advance(TimeSpan.FromSeconds(5));
        await Write(workspace, write => write.CloseFact(id));
        var fact = Store.Read(workspace, read => read.Fact(id))!;

        Assert.Equal((2L, StartMs + 5000), (fact.SupersededSeq!.Value, fact.SupersededAtMs!.Value));
        Assert.True(fact.IsKnownAt(1));
        Assert.False(fact.IsKnownAt(2));
        Assert.Equal(0, Store.Read(workspace, read => read.Counts()).Observations);
        Assert.Equal([(id, 2L)], Store.Read(workspace, read => read.FactsClosedAfter(1)));
        Assert.Empty(Store.Read(workspace, read => read.FactsClosedAfter(2)));
    }

    [Fact]
    public async Task Facts_are_found_by_subject_predicate_claim_and_object()
    {
        var workspace = await Workspace();
        await Write(workspace, write =>
        {
            write.AddFact(Relation(1, "uses", 2, claimKey: 10));
            write.AddFact(Relation(1, "owns", 3, claimKey: 11));
            write.AddFact(Relation(1, "uses", 3, claimKey: 12));
            write.AddFact(Observation(1, "text", claimKey: 13));
            write.AddFact(Relation(2, "uses", 3, claimKey: 10));
            write.AddFact(Relation(1, "uses", 2, claimKey: 10));
            write.CloseFact(1);
        });

        long[] Ids(Func<IWorkspaceRead, IReadOnlyList<Fact>> query) => Store.Read(workspace, read => query(read).Select(fact => fact.Id).ToArray());
        Assert.Equal([1, 2, 3, 4, 6], Ids(read => read.FactsOf(1)));
        Assert.Equal([1, 3, 6], Ids(read => read.FactsOf(1, "uses")));
        Assert.Equal([1, 6], Ids(read => read.FactsOfClaim(1, "uses", 10)));
        Assert.Equal([2, 3, 5], Ids(read => read.FactsAbout(3)));
        Assert.Empty(Ids(read => read.FactsOf(1, "unheard of")));
        Assert.Empty(Ids(read => read.FactsOfClaim(1, "unheard of", 10)));
        Assert.Empty(Ids(read => read.FactsAbout(1)));
        Assert.Equal(new WorkspaceCounts(0, 1, 4, 0), Store.Read(workspace, read => read.Counts()));
    }

    [Fact]
    public async Task Visiting_facts_shows_a_range_of_the_log_with_its_bytes()
    {
        var workspace = await Workspace();
        await Write(workspace, write =>
        {
            write.AddFact(Observation(1, "eins", Source) with { Tags = ["x", "y"], Confidence = 0.5f, Valid = new(5, ValidTime.Open) });
            write.AddFact(Relation(1, "uses", 2) with { Weight = 0.5f, Polarity = Polarity.Retracted });
            write.AddFact(Observation(1, "drei"));
            write.CloseFact(1);
        });
        var seen = new List<string>();
        Store.Read(workspace, read =>
        {
            read.VisitFacts(0, 2, (in FactRow row) => seen.Add(
                $"{row.Id} {row.Kind} {row.SubjectId}>{row.ObjectId} p{row.PredicateId} {row.Polarity} {row.Valid.FromMs} " +
                $"'{Encoding.UTF8.GetString(row.TextUtf8)}' '{Encoding.UTF8.GetString(row.TagsUtf8)}' {row.Confidence} {row.Weight} " +
                $"{read.Provenance(row.ProvenanceId).File} {row.SessionId} {row.RecordedAtMs} {row.SupersededSeq}"));
            return 0;
        });

        Assert.Equal(
            [
                $"1 Observation 1>0 p1 Affirmed 5 'eins' 'x\u001fy' 0.5 1 src/a.cs 1 {StartMs} 4",
                $"2 Relation 1>2 p2 Retracted {ValidTime.Beginning} '' '' 1 0.5  0 {StartMs} 0",
            ],
            seen);
    }

    [Fact]
    public async Task A_visitor_that_throws_leaves_the_store_usable()
    {
        var workspace = await Workspace();
        await Write(workspace, write =>
        {
            write.AddEntity("a", "t", true, false);
            write.AddFact(Observation(1, "text"));
        });

        Assert.Throws<FormatException>(() => Store.Read<int>(workspace, read =>
        {
            read.VisitFacts(0, 9, (in FactRow _) => throw new FormatException());
            return 0;
        }));
        Assert.Throws<FormatException>(() => Store.Read<int>(workspace, read =>
        {
            read.VisitEntities(0, 9, (in EntityRow _) => throw new FormatException());
            return 0;
        }));
        Assert.Equal("text", Store.Read(workspace, read => read.Fact(2))!.Statement.Text);
    }

    [Fact]
    public async Task Sources_and_sessions_are_kept_once_each()
    {
        var workspace = await Workspace();
        var ids = await Write(workspace, write =>
        {
            write.AddFact(Observation(1, "a", Source));
            write.AddFact(Observation(1, "b", Source with { File = "src/b.cs" }));
            write.AddFact(Observation(1, "c", Source with { }));
            write.AddFact(Observation(1, "d", Source with { File = null }));
            write.AddFact(Observation(1, "e", Source with { File = "" }));
            write.AddFact(Observation(1, "f", new Provenance(Session: "s2")));
            return 0;
        });
        var rows = new List<(int Provenance, int Session)>();
        Store.Read(workspace, read =>
        {
            read.VisitFacts(0, 9, (in FactRow row) => rows.Add((row.ProvenanceId, row.SessionId)));
            return 0;
        });

        Assert.Equal([(1, 1), (2, 1), (1, 1), (3, 1), (4, 1), (5, 2)], rows);
        Assert.Equal(Source with { File = "" }, Store.Read(workspace, read => read.Provenance(4)));
        Assert.Equal(Provenance.None, Store.Read(workspace, read => read.Provenance(0)));
    }

    [Fact]
    public async Task Predicates_are_kept_once_and_may_become_functional()
    {
        var workspace = await Workspace();
        await Write(workspace, write => write.AddFact(Relation(1, "default_branch", 2)));
        var declared = await Write(workspace, write => write.DeclarePredicate("default_branch", isFunctional: true));
        var again = await Write(workspace, write => write.DeclarePredicate("default_branch", isFunctional: true));
        var other = await Write(workspace, write => write.DeclarePredicate("uses", isFunctional: false));

        Assert.Equal(new Predicate(1, "default_branch", true), declared);
        Assert.Equal(declared, again);
        Assert.Equal([declared, other], Store.Read(workspace, read => read.Predicates()));
        Assert.Equal(declared, Store.Read(workspace, read => read.FindPredicate("default_branch")));
        Assert.Null(Store.Read(workspace, read => read.FindPredicate("unheard of")));
        Assert.Equal(
            [(2L, LogEventKind.PredicateDeclared, 1L), (3L, LogEventKind.PredicateDeclared, 2L)],
            Store.Read(workspace, read => read.Log(1, 9)).Select(item => (item.Seq, item.Kind, item.SubjectId)));
    }

    [Fact]
    public async Task A_purged_fact_takes_its_conflicts_and_its_unused_source_with_it()
    {
        var workspace = await Workspace();
        var (first, second) = await Write(workspace, write =>
            (write.AddFact(Observation(1, "a", Source)), write.AddFact(Observation(1, "b", Source))));
        await Write(workspace, write => write.AddConflict(first, second, ConflictKind.Polarity));
        await Write(workspace, write => write.PurgeFact(first));
        Assert.Equal(Source, Store.Read(workspace, read => read.Provenance(1)));
        Assert.Equal(new WorkspaceCounts(0, 1, 0, 0), Store.Read(workspace, read => read.Counts()));
        await Write(workspace, write => write.PurgeFact(second));

        Assert.Empty(Store.Read(workspace, read => read.FactsOf(1)));
        Assert.Empty(Store.Read(workspace, read => read.Conflicts(openOnly: false, 9)));
        Assert.Throws<InvalidDataException>(() => Store.Read(workspace, read => read.Provenance(1)));
        Assert.Equal([1L, 2L], Store.Read(workspace, read => read.Log(2, 9)).Select(item => item.SubjectId));
        Assert.Equal(new WorkspaceCounts(0, 0, 0, 0), Store.Read(workspace, read => read.Counts()));
    }
}
