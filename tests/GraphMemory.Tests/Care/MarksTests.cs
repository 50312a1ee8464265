using GraphMemory.Engine.Care;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Tests.Graph;

namespace GraphMemory.Tests.Care;

public sealed class MarksTests : IDisposable
{
    private const long DayMs = 86_400_000;

    private readonly MemoryFixture _memory = new();
    private readonly CareQueries _care;

    public MarksTests() => _care = new CareQueries(_memory.Store);

    public void Dispose() => _memory.Dispose();

    private long NowMs => _memory.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    [Fact]
    public void A_mark_that_says_what_it_said_is_no_change()
    {
        var fact = _memory.Remember("api", "one").FactId;
        var mark = Assert.Single(_memory.Run(new SetMarks([fact], [], new(Tier.Core, true, 5))));
        var head = _memory.HeadSeq;
        _memory.Run(new SetMarks([fact], [], new(Tier.Core)));

        Assert.Equal(new Mark(fact, false, 0, Tier.Core, true, 5), mark with { Seq = 0 });
        Assert.Equal(head, _memory.HeadSeq);
        _memory.Run(new SetMarks([fact], [], new(ExpiresAtMs: MarkChange.Never)));
        Assert.Null(_memory.Store.Read(_memory.Workspace, read => read.Mark(fact))!.ExpiresAtMs);
    }

    [Fact]
    public void Marks_need_something_that_stands()
    {
        var fact = _memory.Remember("api", "one").FactId;
        _memory.Run(new Forget([fact], []));

        Assert.Equal(GraphProblems.FactNotFound, _memory.Try(new SetMarks([fact], [], new(Tier.Core))).Problem!.Code);
        Assert.Equal(GraphProblems.EntityNotFound, _memory.Try(new SetMarks([], ["web"], new(Tier.Core))).Problem!.Code);
        Assert.Equal(CareProblems.InvalidField, _memory.Try(new SetMarks([], [], new(Tier.Core))).Problem!.Code);
    }

    [Fact]
    public void A_reader_of_the_log_learns_what_was_marked()
    {
        var fact = _memory.Remember("api", "one").FactId;
        var cursor = _memory.HeadSeq;
        _memory.Run(new SetMarks([fact], ["api"], new(Tier.Core)));

        var changes = _memory.Queries.ChangesSince(_memory.Workspace, cursor, 10).Value.Events;

        Assert.All(changes, change => Assert.Equal(LogEventKind.Marked, change.Event.Kind));
        Assert.Equal(("one", "api"), (changes[0].Fact!.Fact.Statement.Text, changes[1].Entity!.Name));
    }

    [Fact]
    public void What_expires_is_closed_and_what_is_pinned_is_not()
    {
        var short1 = _memory.Remember("api", "for a day").FactId;
        var pinned = _memory.Remember("api", "pinned").FactId;
        var ofPinned = _memory.Remember("web", "of a pinned entity").FactId;
        var note = _memory.Remember(null, "a note for a day");
        _memory.Run(new SetMarks([short1, pinned, ofPinned, note.FactId], [], new(ExpiresAtMs: NowMs + DayMs)));
        _memory.Run(new SetMarks([pinned], ["web"], new(IsPinned: true)));

        Assert.Equal(0, _memory.Run(new CloseExpired()));
        _memory.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(2, _memory.Run(new CloseExpired()));
        Assert.Equal(0, _memory.Run(new CloseExpired()));

        Assert.Equal((false, true, true, false), (IsLive(short1), IsLive(pinned), IsLive(ofPinned), IsLive(note.FactId)));
        Assert.Null(_memory.Store.Read(_memory.Workspace, read => read.FindEntity(note.EntityName)));
        Assert.Equal("for a day", _memory.Fact(short1).Statement.Text);
    }

    [Fact]
    public void An_entity_that_expires_goes_with_its_facts_but_for_those_that_are_pinned()
    {
        var gone = _memory.Remember("session", "done").FactId;
        _memory.Link("api", "seen_in", "session");
        var kept = _memory.Remember("review", "keep this").FactId;
        _memory.Remember("review", "not this");
        _memory.Run(new SetMarks([kept], [], new(IsPinned: true)));
        _memory.Run(new SetMarks([], ["session", "review"], new(ExpiresAtMs: NowMs)));

        Assert.Equal(3, _memory.Run(new CloseExpired()));

        Assert.False(IsLive(gone));
        Assert.Null(_memory.Store.Read(_memory.Workspace, read => read.FindEntity("session")));
        Assert.True(IsLive(kept));
        Assert.Equal(["keep this"], _memory.Queries.OpenNodes(_memory.Workspace, ["review"]).Entities[0].Observations);
    }

    [Fact]
    public void Many_that_expire_are_closed_a_few_at_a_time()
    {
        var ids = Enumerable.Range(0, 7).Select(i => _memory.Remember("api", $"text {i}").FactId).ToList();
        _memory.Run(new SetMarks(ids, [], new(ExpiresAtMs: NowMs)));

        Assert.Equal([3, 3, 1, 0], Enumerable.Range(0, 4).Select(_ => _memory.Run(new CloseExpired(MarksMax: 3))));
    }

    [Theory]
    [InlineData("type:session=archive/30d", false, "session", Tier.Archive, 30)]
    [InlineData("tag:scratch=7d", true, "scratch", null, 7)]
    [InlineData("tag:a=b:c=core", true, "a=b:c", Tier.Core, null)]
    [InlineData("type:x=1d/working", false, "x", Tier.Working, 1)]
    public void Defaults_are_read_as_written(string text, bool isTag, string name, Tier? tier, int? days) =>
        Assert.Equal(new KeepDefault(isTag, name, tier, days), KeepDefault.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("session=archive")]
    [InlineData("kind:session=archive")]
    [InlineData("type:session")]
    [InlineData("type:=archive")]
    [InlineData("type:session=attic")]
    [InlineData("type:session=0d")]
    [InlineData("type:session=-3d")]
    [InlineData("type:session=36501d")]
    [InlineData("type:session=archive/core")]
    [InlineData("type:session=archive/1d/2d")]
    public void What_is_no_default_is_refused(string text) => Assert.Null(KeepDefault.Parse(text));

    [Fact]
    public void Defaults_mark_what_nobody_marked_the_first_that_fits()
    {
        var scratch = _memory.Remember("api", "one", new() { Tags = ["scratch"] }).FactId;
        var typed = _memory.Run(new Remember([new("two", "s1", "session", new() { Tags = ["scratch"] })]))[0].FactId;
        var marked = _memory.Remember("api", "three", new() { Tags = ["scratch"] }).FactId;
        var other = _memory.Remember("api", "four").FactId;
        _memory.Run(new SetMarks([marked], [], new(Tier.Working)));
        ApplyKeepDefaults command = new([new(false, "session", Tier.Archive, null), new(true, "scratch", null, 7)], 0, _memory.HeadSeq);

        Assert.Equal(2, _memory.Run(command));
        Assert.Equal(0, _memory.Run(command));

        var marks = _memory.Store.Read(_memory.Workspace, MarkSet.Of);
        Assert.Equal(NowMs + (7 * DayMs), marks.Find(scratch)!.ExpiresAtMs);
        Assert.Equal((Tier.Archive, (long?)null), (marks.Find(typed)!.Tier, marks.Find(typed)!.ExpiresAtMs));
        Assert.Null(marks.Find(marked)!.ExpiresAtMs);
        Assert.Null(marks.Find(other));
    }

    [Fact]
    public void The_survey_counts_by_what_holds_for_each_fact()
    {
        var fact = _memory.Remember("api", "one").FactId;
        _memory.Remember("api", "two");
        _memory.Remember("web", "three");
        var last = _memory.Remember("cli", "four").FactId;
        _memory.Run(new SetMarks([], ["api"], new(Tier.Archive)));
        _memory.Run(new SetMarks([fact], [], new(Tier.Core, true)));
        _memory.Run(new SetMarks([last], [], new(ExpiresAtMs: NowMs + DayMs)));

        var report = _care.Tiers(_memory.Workspace, 10);

        Assert.Equal((1, 2, 1, 1, 1), (report.Core, report.Working, report.Archive, report.Pinned, report.Expiring));
        Assert.Equal(["cli", "api", "api"], report.Marked.Items.Select(marked => marked.Entity));
        Assert.Equal(["four", "one", null], report.Marked.Items.Select(marked => marked.Fact?.Fact.Statement.Text));
        _memory.Run(new Forget([last], []));
        Assert.Equal(2, _care.Tiers(_memory.Workspace, 10).Marked.Total);
    }

    private bool IsLive(long factId) => _memory.Fact(factId).IsLive;
}
