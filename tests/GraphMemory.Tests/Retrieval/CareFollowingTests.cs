using System.Collections.Immutable;
using CsCheck;
using GraphMemory.Engine.Care;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Engine.Retrieval;
using GraphMemory.Engine.Retrieval.Index;

namespace GraphMemory.Tests.Retrieval;

/// <summary>The index follows marks and merges: at once, in files of before, and in another process.</summary>
public sealed class CareFollowingTests : IDisposable
{
    private readonly TestMemory _memory = new(new IndexOptions { TailEventsMax = 64 });

    public void Dispose() => _memory.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_archived_is_left_out_unless_asked_for(bool isInFiles)
    {
        var fact = _memory.Remember("The parser reads tokens lazily", "parser");
        var other = _memory.Remember("The parser writes trees", "parser");
        _memory.Remember("The printer reads trees", "printer");
        _memory.Link("parser", "feeds", "printer");
        if (isInFiles) { _memory.Recall.CompactStep(_memory.WorkspaceId, force: true); }
        _memory.Do(new SetMarks([fact], [], new(Tier.Archive)));

        Assert.DoesNotContain(fact, Ids("parser reads"));
        Assert.Contains(other, Ids("parser reads"));
        Assert.Contains(fact, Ids("parser reads", Tier.Working, Tier.Archive));
        Assert.Equal([fact], Ids("parser reads", Tier.Archive));

        _memory.Do(new SetMarks([], ["parser"], new(Tier.Archive)));
        _memory.Do(new SetMarks([other], [], new(Tier.Core)));
        Assert.DoesNotContain(fact, Ids("parser reads"));
        Assert.Contains(other, Ids("parser reads"));
        Assert.Equal([other], Ids("parser reads", Tier.Core));
        Assert.DoesNotContain(_memory.Ask("what does the parser feed"), item => item.Fact?.Object == "printer");
        Assert.Contains(_memory.Ask("what does the parser feed", In(Tier.Archive)), item => item.Fact?.Object == "printer");

        _memory.Do(new SetMarks([], ["parser"], new(Tier.Working)));
        _memory.Do(new SetMarks([fact], [], new(Tier.Working)));
        Assert.Contains(fact, Ids("parser reads"));
        Assert.Equal(_memory.Ask(_memory.FreshRecall(), "parser reads").Select(item => item.Id), Ids("parser reads"));
    }

    [Fact]
    public void A_question_without_words_leaves_the_archive_out_too()
    {
        var fact = _memory.Remember("one", "a");
        var other = _memory.Remember("two", "b");
        _memory.Do(new SetMarks([other], [], new(Tier.Archive)));

        Assert.Equal([fact], Ids(""));
        Assert.Equal([other], Ids("", Tier.Archive));
    }

    [Fact]
    public void A_pin_goes_before_an_equal_and_neither_pins_nor_the_core_grow_old()
    {
        var first = _memory.Remember("alpha beta gamma", "one");
        var second = _memory.Remember("alpha beta gamma delta", "two");
        var core = _memory.Remember("epsilon zeta", "three");
        _memory.Clock.Advance(TimeSpan.FromDays(365));
        var before = _memory.Ask("alpha beta gamma");
        _memory.Do(new SetMarks([second], [], new(IsPinned: true)));
        _memory.Do(new SetMarks([core], [], new(Tier.Core)));

        Assert.Equal([first, second], before.Select(item => item.Id));
        Assert.Equal([second, first], Ids("alpha beta gamma"));
        Assert.Equal(1.25, _memory.Ask("alpha beta gamma")[0].Proof.Prior, 6);
        Assert.Equal(1, _memory.Ask("epsilon").Single().Proof.Prior, 6);
        Assert.InRange(before[0].Proof.Prior, 0.9, 0.95);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_merged_name_finds_what_it_became_and_leads_over_its_edges(bool isInFiles)
    {
        _memory.Remember("Written in Rust", "checkout backend");
        var moved = _memory.Remember("Owned by the payments team", "kassa");
        var mention = _memory.Remember("The nightly job restarts kassa", "nightly job");
        if (isInFiles) { _memory.Recall.CompactStep(_memory.WorkspaceId, force: true); }
        Assert.Contains(_memory.Ask("kassa"), item => item.Id == moved);
        _memory.Do(new MergeEntities("kassa", "checkout backend"));

        foreach (var recall in (Recall[])[_memory.Recall, _memory.NewRecall(), _memory.FreshRecall()])
        {
            var answer = _memory.Ask(recall, "kassa");
            Assert.Contains(answer, item => item.Entity == "checkout backend" && item.Fact!.Fact.Statement.Text == "Owned by the payments team");
            Assert.Contains(answer, item => item.Entity == "checkout backend" && item.Fact!.Fact.Statement.Text == "Written in Rust");
            Assert.DoesNotContain(answer, item => item.Id == moved);
            var nightly = _memory.Ask(recall, "nightly job");
            Assert.Contains(nightly, item => item.Id == mention);
            Assert.Contains(nightly, item => item.Entity == "checkout backend" && item.Proof.Path.Any(step => step is { From: "nightly job", Via: "mentions" }));
            Assert.Equal(2, _memory.Ask(recall, "team", request => request with { Query = "", Filter = RecallFilter.None with { About = ["kassa"] } }).Length);
        }

        _memory.Do(new UnmergeEntity("kassa"));
        Assert.Contains(_memory.Ask("kassa"), item => item.Entity == "kassa");
        Assert.Equal(
            _memory.Ask(_memory.FreshRecall(), "payments team").Select(item => item.Id), Ids("payments team"));
    }

    [Fact]
    public void A_memory_without_marks_answers_to_the_last_digit_as_it_did_before_there_were_any() => Gen.Int[0, 5].Array[1, 20].Sample(
        steps =>
        {
            using var plain = new TestMemory();
            using var marked = new TestMemory();
            for (var i = 0; i < steps.Length; i++)
            {
                foreach (var memory in (TestMemory[])[plain, marked])
                {
                    memory.Remember($"word{steps[i]} thing{i % 3} says word{i}", $"entity{steps[i]}");
                    if (steps[i] == 4) { memory.Link($"entity{i % 3}", "near", "entity1"); }
                }
            }

            // What is marked and unmarked again must leave no trace in the answers.
            marked.Do(new SetMarks([], ["entity" + steps[0]], new(Tier.Archive, true)));
            marked.Ask("word1 thing2");
            marked.Do(new SetMarks([], ["entity" + steps[0]], new(Tier.Working, false)));
            Assert.Equal(Scores(plain), Scores(marked));
        },
        iter: 8, threads: 1);

    private static IEnumerable<(long, double)> Scores(TestMemory memory) => memory.Ask("word1 thing2 entity4").Select(item => (item.Id, item.Score));

    private static Func<RecallRequest, RecallRequest> In(params Tier[] tiers) =>
        request => request with { Filter = RecallFilter.None with { Tiers = [.. tiers] } };

    private ImmutableArray<long> Ids(string query, params Tier[] tiers) => [.. _memory.Ask(query, In(tiers)).Where(item => item.Fact?.Fact.Statement.Text is not null).Select(item => item.Id)];
}
