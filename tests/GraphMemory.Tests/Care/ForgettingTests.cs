using CsCheck;
using GraphMemory.Engine.Care;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Tests.Graph;

namespace GraphMemory.Tests.Care;

public sealed class ForgettingTests : IDisposable
{
    private readonly MemoryFixture _memory = new();
    private readonly CareQueries _care;

    public ForgettingTests() => _care = new CareQueries(_memory.Store);

    public void Dispose() => _memory.Dispose();

    private long NowMs => _memory.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    [Fact]
    public void Every_condition_narrows_what_a_plan_holds()
    {
        var old = _memory.Remember("api", "old", new() { Tags = ["scratch", "x"], Confidence = 0.3f }).FactId;
        _memory.Clock.Advance(TimeSpan.FromDays(10));
        var tagged = _memory.Remember("api", "tagged", new() { Tags = ["scratch"] }).FactId;
        var other = _memory.Run(new Remember([new("typed", "s1", "session", Circumstances.Default)]))[0].FactId;
        _memory.Run(new SetMarks([other], [], new(Tier: Tier.Archive)));

        Assert.Equal([old], Plan(new() { RecordedBeforeMs = NowMs - 1 }));
        Assert.Equal([old, tagged], Plan(new() { Tags = ["scratch"] }));
        Assert.Equal([old], Plan(new() { Tags = ["scratch", "x"] }));
        Assert.Equal([other], Plan(new() { Types = ["Session"] }));
        Assert.Equal([other], Plan(new() { Tier = Tier.Archive }));
        Assert.Equal([old, tagged], Plan(new() { Tier = Tier.Working }));
        Assert.Equal([old], Plan(new() { BelowConfidence = 0.5f }));
        Assert.Empty(Plan(new() { BelowConfidence = 0.5f, Types = ["session"] }));
    }

    [Fact]
    public void What_is_pinned_is_in_no_plan()
    {
        var fact = _memory.Remember("api", "pinned", new() { Tags = ["t"] }).FactId;
        _memory.Remember("web", "of a pinned entity", new() { Tags = ["t"] });
        var loose = _memory.Remember("cli", "loose", new() { Tags = ["t"] }).FactId;
        _memory.Run(new SetMarks([fact], ["web"], new(IsPinned: true)));

        Assert.Equal([loose], Plan(new() { Tags = ["t"] }));
        _memory.Run(new SetMarks([fact], [], new(IsPinned: false)));
        Assert.Equal([fact, loose], Plan(new() { Tags = ["t"] }));
    }

    [Fact]
    public void A_plan_that_no_longer_holds_is_refused_and_closes_nothing()
    {
        _memory.Remember("api", "one", new() { Tags = ["t"] });
        ForgetRule rule = new() { Tags = ["t"] };
        var plan = _care.Plan(_memory.Workspace, rule);
        _memory.Remember("api", "two", new() { Tags = ["t"] });
        var head = _memory.HeadSeq;

        Assert.Equal(CareProblems.PlanChanged, _memory.Try(new ForgetByPlan(rule, plan.Id)).Problem!.Code);
        Assert.Equal(CareProblems.PlanChanged, _memory.Try(new ForgetByPlan(rule with { BelowConfidence = 0.1f }, plan.Id)).Problem!.Code);
        Assert.Equal(CareProblems.InvalidField, _memory.Try(new ForgetByPlan(new(), plan.Id)).Problem!.Code);
        Assert.Equal(CareProblems.InvalidField, _memory.Try(new ForgetByPlan(new() { BelowConfidence = 2 }, plan.Id)).Problem!.Code);
        Assert.Equal(head, _memory.HeadSeq);
    }

    [Fact]
    public void A_run_closes_the_notes_with_their_texts_and_brings_them_back()
    {
        var note = _memory.Remember(null, "a passing thought", new() { Tags = ["t"] });
        ForgetRule rule = new() { Tags = ["t"] };
        var forgotten = _memory.Run(new ForgetByPlan(rule, _care.Plan(_memory.Workspace, rule).Id));

        Assert.Equal((1, 0), (forgotten.Facts, forgotten.Left));
        Assert.Null(_memory.Store.Read(_memory.Workspace, read => read.FindEntity(note.EntityName)));
        var undone = _memory.Run(new UndoRevision(forgotten.RevisionId!.Value));
        Assert.Equal((1, RevisionKind.Forgetting), (undone.Restored, undone.Kind));
        Assert.False(_memory.Remember(null, "a passing thought", new() { Tags = ["t"] }).IsNew);
    }

    [Fact]
    public void A_run_that_is_too_far_back_is_not_undone()
    {
        _memory.Remember("api", "one", new() { Tags = ["t"] });
        ForgetRule rule = new() { Tags = ["t"] };
        var forgotten = _memory.Run(new ForgetByPlan(rule, _care.Plan(_memory.Workspace, rule).Id));
        _memory.Clock.Advance(TimeSpan.FromDays(31));

        Assert.Equal(CareProblems.TooLate, _memory.Try(new UndoRevision(forgotten.RevisionId!.Value, NowMs - 30L * 86_400_000)).Problem!.Code);
        Assert.True(_memory.Run(new UndoRevision(forgotten.RevisionId.Value, NowMs - 32L * 86_400_000)).IsNew);
    }

    [Fact]
    public void A_rule_that_meets_nothing_leaves_no_trace()
    {
        ForgetRule rule = new() { Tags = ["t"] };
        var forgotten = _memory.Run(new ForgetByPlan(rule, _care.Plan(_memory.Workspace, rule).Id));

        Assert.Equal(new Forgotten(null, 0, 0), forgotten);
        Assert.Equal(0, _memory.HeadSeq);
    }

    [Fact]
    public void The_effect_is_the_plan_and_undoing_it_brings_every_statement_back() =>
        Gen.Select(Gen.Select(Gen.Int[0, 3], Gen.Int[0, 9], Gen.Int[0, 3], Gen.Int[0, 9]).Array[1, 25], Gen.Int[0, 2], Gen.Int[1, 10]).Sample((facts, tag, bound) =>
        {
            _memory.NewWorkspace();
            foreach (var (about, text, own, confidence) in facts)
            {
                _memory.Remember(about == 0 ? null : $"e{about}", $"text {text}", new() { Tags = [$"t{own}"], Confidence = confidence / 10f });
            }

            var before = Statements();
            ForgetRule rule = new() { Tags = [$"t{tag}"], BelowConfidence = bound / 10f };
            var plan = _care.Plan(_memory.Workspace, rule);
            var expected = Live().Where(fact => fact.Statement.Tags.Contains($"t{tag}") && fact.Statement.Confidence < bound / 10f).Select(fact => fact.Id).ToList();
            var kept = Live().Select(fact => fact.Id).Except(expected).ToList();
            var forgotten = _memory.Run(new ForgetByPlan(rule, plan.Id));

            Assert.Equal(expected, plan.FactIds);
            Assert.Equal(kept, Live().Select(fact => fact.Id));
            if (forgotten.RevisionId is { } id) { _memory.Run(new UndoRevision(id)); }
            Assert.Equal(before, Statements());
        }, iter: 100, threads: 1);

    private System.Collections.Immutable.ImmutableArray<long> Plan(ForgetRule rule) => _care.Plan(_memory.Workspace, rule).FactIds;

    private List<Fact> Live() => _memory.Store.Read(_memory.Workspace, read =>
    {
        var live = new List<Fact>();
        read.VisitFacts(0, read.Workspace.HeadSeq, (in FactRow row) =>
        {
            if (row.SupersededSeq == 0) { live.Add(read.Fact(row.Id)!); }
        });
        return live;
    });

    private List<string> Statements() => _memory.Store.Read(_memory.Workspace, read => Live()
        .Select(fact => $"{read.Entity(fact.Statement.SubjectId)!.Name} {fact.Statement.Text} {fact.Statement.Confidence} {string.Join(',', fact.Statement.Tags)}")
        .Order(StringComparer.Ordinal).ToList());
}
