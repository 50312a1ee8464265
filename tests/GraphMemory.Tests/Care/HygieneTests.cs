using GraphMemory.Engine.Care;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Tests.Graph;

namespace GraphMemory.Tests.Care;

public sealed class HygieneTests : IDisposable
{
    private readonly MemoryFixture _memory = new();
    private readonly CareQueries _care;

    public HygieneTests() => _care = new CareQueries(_memory.Store);

    public void Dispose() => _memory.Dispose();

    private long NowMs => _memory.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    [Fact]
    public void Orphans_are_what_nothing_is_said_of_and_ends_that_are_only_named()
    {
        _memory.Run(new CreateEntities([new("bare", "t", []), new("linked", "t", []), new("told", "t", ["something"])], Circumstances.Default));
        _memory.Link("linked", "uses", "named");
        _memory.Link("told", "uses", "named");
        _memory.Link("told", "uses", "named too");

        var found = _care.Orphans(_memory.Workspace, 10);

        Assert.Equal([new("bare", "t", true, 0), new("named too", "", false, 1), new Orphan("named", "", false, 2)], found.Items);
        Assert.Equal((1, 3), (_care.Orphans(_memory.Workspace, 1).Items.Length, found.Total));
    }

    [Fact]
    public void Stale_is_what_is_over_corrected_contradicted_without_its_file_or_quiet_for_long()
    {
        _memory.Clock.Advance(TimeSpan.FromDays(1));
        var over = _memory.Remember("a", "held until yesterday", new() { Valid = new(ValidTime.Beginning, NowMs) }).FactId;
        var earlier = _memory.Link("b", "leads", "x").FactId;
        _memory.Link("b", "leads", "y", new() { SupersedesId = earlier });
        var yes = _memory.Remember("c", "uses tabs").FactId;
        var no = _memory.Remember("c", "does not use tabs").FactId;
        var gone = _memory.Remember("d", "from a file", new() { Provenance = new(File: "src/gone.cs") }).FactId;
        _memory.Remember("d", "from another file", new() { Provenance = new(File: "src/there.cs") });
        var old = _memory.Remember("e", "nobody spoke of it since").FactId;
        _memory.Clock.Advance(TimeSpan.FromDays(400));
        foreach (var name in (string[])["a", "b", "c", "d"]) { _memory.Remember(name, "spoken of today"); }
        StaleRule rule = new(NowMs, NowMs - (365L * 86_400_000), file => file == "src/gone.cs");

        var found = _care.Stale(_memory.Workspace, rule, 10);

        Assert.Equal(
            [(over, StaleReason.Over), (earlier, StaleReason.Corrected), (yes, StaleReason.Contradicted), (no, StaleReason.Contradicted), (gone, StaleReason.FileGone), (old, StaleReason.Old)],
            found.Items.Select(item => (item.Fact.Fact.Id, item.Reason)));
        Assert.Equal(4, _care.Stale(_memory.Workspace, rule with { QuietBeforeMs = null, IsGone = null }, 10).Total);
        _memory.Run(new SetMarks([over, earlier], [], new(IsPinned: true)));
        _memory.Run(new SetMarks([yes], ["e"], new(Tier.Archive)));
        Assert.Equal([no, gone], _care.Stale(_memory.Workspace, rule, 10).Items.Select(item => item.Fact.Fact.Id));
    }

    [Fact]
    public void Tags_are_counted_and_near_ones_are_paired_with_the_more_used()
    {
        Tag(3, "database");
        Tag(1, "Database");
        Tag(1, "databases");
        Tag(1, "databse");
        Tag(2, "v1");
        Tag(1, "v2");
        Tag(1, "cat");
        Tag(1, "car");
        _memory.Remember("x", "without any");

        var report = _care.Tags(_memory.Workspace, 20);

        Assert.Equal((8, 1, 12), (report.TagsTotal, report.Untagged, report.Observations));
        Assert.Equal(new TagCount("database", 3), report.Tags[0]);
        Assert.Equal(
            [("database", "Database"), ("database", "databases"), ("database", "databse"), ("Database", "databases")],
            report.Near.Select(pair => (pair.Keep.Tag, pair.Rename.Tag)).OrderBy(pair => pair.Item1 == "Database").ThenBy(pair => pair.Item2, StringComparer.Ordinal));
        Assert.All(report.Near, pair => Assert.NotEmpty(pair.Reason));
    }

    [Fact]
    public void A_renamed_tag_is_renamed_everywhere_and_back()
    {
        var fact = _memory.Remember("api", "one", new() { Tags = ["databse", "x"] }).FactId;
        _memory.Remember("api", "two", new() { Tags = ["databse", "database"] });
        _memory.Remember("api", "three", new() { Tags = ["database"] });
        _memory.Run(new SetMarks([fact], [], new(Tier.Core)));

        var renamed = _memory.Run(new RenameTag("databse", "database"));

        Assert.Equal(2, renamed.Facts);
        Assert.Equal(["database", "database", "database,x"], Tags().Order(StringComparer.Ordinal));
        Assert.Equal([new TagCount("database", 3), new TagCount("x", 1)], _care.Tags(_memory.Workspace, 9).Tags);
        Assert.Equal(1, _care.Tiers(_memory.Workspace, 9).Core);
        Assert.Equal(new RenamedTag(null, 0), _memory.Run(new RenameTag("databse", "database")));

        _memory.Run(new UndoRevision(renamed.RevisionId!.Value));
        Assert.Equal([new TagCount("database", 2), new TagCount("databse", 2), new TagCount("x", 1)], _care.Tags(_memory.Workspace, 9).Tags);
        Assert.Equal(1, _care.Tiers(_memory.Workspace, 9).Core);
    }

    [Fact]
    public void A_tag_renamed_before_a_merge_is_undone_keeps_its_name()
    {
        _memory.Remember("a", "one");
        _memory.Remember("b", "two", new() { Tags = ["old"] });
        var merge = _memory.Run(new MergeEntities("b", "a")).RevisionId;
        var renamed = _memory.Run(new RenameTag("old", "new")).RevisionId!.Value;
        _memory.Run(new UndoRevision(merge));
        Assert.Equal([new TagCount("new", 1)], _care.Tags(_memory.Workspace, 9).Tags);
        Assert.Equal(["two"], _memory.Queries.OpenNodes(_memory.Workspace, ["b"]).Entities[0].Observations);

        _memory.Run(new UndoRevision(renamed));
        Assert.All(_care.History(_memory.Workspace, 9), item => Assert.False(item.Revision.Stands));
        Assert.Equal([new TagCount("old", 1)], _care.Tags(_memory.Workspace, 9).Tags);
    }

    [Fact]
    public void Renaming_needs_two_tags_and_has_a_bound()
    {
        Tag(3, "t");

        Assert.Equal(CareProblems.InvalidField, _memory.Try(new RenameTag("t", "t")).Problem!.Code);
        Assert.Equal(GraphProblems.InvalidField, _memory.Try(new RenameTag("t", "")).Problem!.Code);
        Assert.Equal(CareProblems.TooLarge, _memory.Try(new RenameTag("t", "u", FactsMax: 2)).Problem!.Code);
    }

    [Fact]
    public void The_history_tells_what_was_done_and_when()
    {
        _memory.Remember("a", "one", new() { Tags = ["t"] });
        _memory.Remember("b", "two");
        _memory.Clock.Advance(TimeSpan.FromSeconds(5));
        _memory.Run(new MergeEntities("b", "a"));
        _memory.Run(new RenameTag("t", "u"));

        var history = _care.History(_memory.Workspace, 9);

        Assert.Equal(["t → u", ""], history.Select(item => item.Revision.Note));
        Assert.Equal(("b", "a", (long?)5_000), (history[1].From, history[1].Into, history[1].AtMs));
        Assert.Single(_care.History(_memory.Workspace, 1));
    }

    private void Tag(int facts, string tag)
    {
        for (var i = 0; i < facts; i++) { _memory.Remember("x", $"{tag} {i}", new() { Tags = [tag] }); }
    }

    private List<string> Tags() => [.. _memory.Queries.AsOf(_memory.Workspace, "api", null, new(0, long.MaxValue)).Select(fact => string.Join(',', fact.Fact.Statement.Tags))];
}
