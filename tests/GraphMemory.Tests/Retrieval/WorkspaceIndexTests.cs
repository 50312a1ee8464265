using CsCheck;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Engine.Retrieval;
using GraphMemory.Engine.Retrieval.Index;

namespace GraphMemory.Tests.Retrieval;

/// <summary>An index that followed the log in small steps and one built at once are the same to whoever asks.</summary>
public sealed class WorkspaceIndexTests
{
    // Each word has a stem of its own and none is a stop word.
    private static readonly string[] Vocabulary =
        ["amber", "basalt", "copper", "dolomite", "emerald", "feldspar", "granite", "hematite", "iridium", "jasper", "kaolin", "lazurite"];
    private static readonly string[] Entities = ["Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot"];

    /// <summary>What does not depend on when a name became known: the words, and what stands or fell.</summary>
    private const RecallComponents WordsOnly = RecallComponents.All & ~(RecallComponents.Graph | RecallComponents.Neighbours);

    private static readonly Gen<Step> Steps = Gen.Select(
        Gen.Frequency((6, Gen.Const(StepKind.Remember)), (3, Gen.Const(StepKind.Link)), (2, Gen.Const(StepKind.Forget)), (3, Gen.Const(StepKind.Ask)), (1, Gen.Const(StepKind.Compact))),
        Gen.Int[0, Entities.Length - 1], Gen.Int[0, Entities.Length - 1], Gen.Int[0, Vocabulary.Length - 1].Array[1, 6],
        (kind, subject, other, words) => new Step(kind, subject, other, words));

    private static readonly Gen<IndexOptions> Options = Gen.Select(Gen.Int[2, 4], Gen.Int[1, 10], (fanout, tail) =>
        new IndexOptions { Fanout = fanout, TailEventsMax = tail });

    [Fact]
    public void Following_the_log_in_any_steps_gives_the_answers_of_a_fresh_build() =>
        Gen.Select(Steps.Array[1, 40], Options).Sample(
            (steps, options) =>
            {
                using var memory = new TestMemory(options);
                var followed = Index(memory, options, Path.Combine(memory.IndexFolder, "followed"));
                Follow(memory, followed, steps);
                var fresh = memory.FreshRecall();
                foreach (var question in (string[])["amber granite jasper", "Bravo copper emerald", "\"basalt copper\"", "hem*", "Delta"])
                {
                    Assert.Equal(Words(memory, memory.Recall, question), Words(memory, fresh, question));
                }

                Assert.Equal(Edges(Index(memory, new IndexOptions(), Path.Combine(memory.IndexFolder, "none"))), Edges(followed));
            },
            iter: 60);

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void A_log_of_many_full_segments_is_followed_to_its_end(int fanout)
    {
        using var memory = new TestMemory(new IndexOptions { SegmentEventsMax = 10, Fanout = fanout });
        for (var i = 0; i < 60; i++)
        {
            memory.Remember($"Ship number{i} passed the harbour.", $"ship{i}");
            if (i % 7 == 0) { memory.Recall.Warm(memory.WorkspaceId); }
        }

        foreach (var recall in (Recall[])[memory.Recall, memory.NewRecall()])
        {
            Assert.Equal("ship3", memory.Ask(recall, "number3")[0].Entity);
            Assert.Equal("ship59", memory.Ask(recall, "number59")[0].Entity);
        }
    }

    [Fact]
    public void A_forgotten_relation_leads_nowhere_from_the_next_question_on()
    {
        using var memory = new TestMemory();
        memory.Remember("Checkout is written in Go.", "checkout");
        var far = memory.Remember("Runs version sixteen on three nodes.", "postgres");
        var relation = memory.Link("checkout", "stores_in", "postgres");
        Assert.Contains(memory.Ask("checkout"), item => item.Id == far);

        memory.Do(new Forget([relation], []));

        Assert.DoesNotContain(memory.Ask("checkout"), item => item.Id == far || item.Id == relation);
        Assert.DoesNotContain(memory.Ask(memory.FreshRecall(), "checkout"), item => item.Id == far);
    }

    [Fact]
    public void A_forgotten_text_mentions_nobody_any_more()
    {
        using var memory = new TestMemory();
        memory.Remember("A build tool from the early days.", "Nightjar");
        memory.Remember("Likes tea.", "Bob");
        var mention = memory.Remember("Wrote the parser of Nightjar.", "Bob");
        Assert.Contains(memory.Ask("Bob"), item => item.Entity == "Nightjar");

        memory.Do(new Forget([mention], []));

        Assert.DoesNotContain(memory.Ask("Bob"), item => item.Entity == "Nightjar");
    }

    [Fact]
    public void An_entity_is_its_own_answer_only_until_something_is_said_about_it()
    {
        using var memory = new TestMemory();
        memory.Do(new CreateEntities([new NewEntity("Zanzibar", "project", [])], Circumstances.Default));
        Assert.Null(Assert.Single(memory.Ask("zanzibar")).Fact);

        var said = memory.Remember("Ships in May.", "Zanzibar");

        Assert.Equal(said, Assert.Single(memory.Ask("zanzibar")).Id);
        Assert.Equal(said, Assert.Single(memory.Ask(memory.FreshRecall(), "zanzibar")).Id);
    }

    [Fact]
    public void A_deleted_entity_is_no_answer_any_more()
    {
        using var memory = new TestMemory();
        memory.Do(new CreateEntities([new NewEntity("Zanzibar", "project", [])], Circumstances.Default));
        Assert.Single(memory.Ask("zanzibar"));

        memory.Do(new DeleteEntities(["Zanzibar"]));

        Assert.Empty(memory.Ask("zanzibar"));
        Assert.Empty(memory.Ask(memory.FreshRecall(), "zanzibar"));
    }

    /// <summary>Writers, readers and compactions of two processes at once: heads only grow, and nobody misses what was acknowledged before he asked.</summary>
    [Fact]
    public void Readers_see_heads_that_only_grow_and_hold_all_that_was_acknowledged()
    {
        const int facts = 120;
        using var memory = new TestMemory(new IndexOptions { Fanout = 2, TailEventsMax = 7, SegmentEventsMax = 50 });
        Recall[] processes = [memory.Recall, memory.NewRecall()];
        var (acknowledged, isDone) = (0L, false);
        var faults = new List<Exception>();
        List<Thread> threads =
        [
            Start(() =>
            {
                for (var i = 0; i < facts; i++) { Volatile.Write(ref acknowledged, memory.Remember($"Ship number{i} passed the harbour.", $"ship{i}")); }
                Volatile.Write(ref isDone, true);
            }),
            .. processes.Select(recall => Start(() => { while (!Volatile.Read(ref isDone)) { recall.CompactStep(memory.WorkspaceId); } })),
            .. processes.Concat(processes).Select(recall => Start(() => Watch(recall))),
        ];
        threads.ForEach(thread => thread.Join());

        Assert.Empty(faults);
        foreach (var recall in processes.Append(memory.NewRecall()))
        {
            var items = memory.Ask(recall, "which ships passed the harbour?", request => request with { Limit = 200, Components = RecallComponents.Text });
            Assert.Equal(100, items.Length); // RankingParameters.CandidatesMax of 120
            Assert.Equal(memory.Remember("Ship number7 passed the harbour.", "ship7"), memory.Ask(recall, "number7")[0].Id);
        }

        void Watch(Recall recall)
        {
            for (var last = 0L; !Volatile.Read(ref isDone);)
            {
                var atLeast = Math.Max(last, Volatile.Read(ref acknowledged));
                last = recall.Warm(memory.WorkspaceId);
                Assert.True(last >= atLeast, $"head {last} after {atLeast}");
            }
        }

        Thread Start(Action work)
        {
            var thread = new Thread(() =>
            {
                try { work(); }
                catch (Exception fault)
                {
                    Volatile.Write(ref isDone, true);
                    lock (faults) { faults.Add(fault); }
                }
            });
            thread.Start();
            return thread;
        }
    }

    private static WorkspaceIndex Index(TestMemory memory, IndexOptions options, string folder) =>
        new(memory.Store, memory.WorkspaceId, new SegmentFiles(folder), options);

    private static void Follow(TestMemory memory, WorkspaceIndex followed, Step[] steps)
    {
        var facts = new List<long>();
        foreach (var (kind, subject, other, words) in steps)
        {
            switch (kind)
            {
                case StepKind.Remember:
                    facts.Add(memory.Remember($"{string.Join(' ', words.Select(word => Vocabulary[word]))} {Entities[other]}", Entities[subject]));
                    break;
                // Both ends are spoken of first, as a name that nothing is said about is a document of its own.
                case StepKind.Link:
                    facts.Add(memory.Remember("slate", Entities[subject]));
                    facts.Add(memory.Remember("slate", Entities[other]));
                    facts.Add(memory.Link(Entities[subject], "near", Entities[other]));
                    break;
                case StepKind.Forget when facts.Distinct().ToList() is { Count: > 0 } known:
                    var fact = known[words[0] % known.Count];
                    memory.Do(new Forget([fact], []));
                    facts.RemoveAll(id => id == fact);
                    break;
                case StepKind.Ask:
                    Assert.Equal(memory.Recall.Warm(memory.WorkspaceId), followed.Current().HeadSeq);
                    break;
                case StepKind.Compact:
                    Assert.Equal(memory.Recall.CompactStep(memory.WorkspaceId, force: true), followed.Compact(force: true));
                    break;
            }
        }
    }

    private static List<(long, double)> Words(TestMemory memory, Recall recall, string question) =>
        [.. memory.Ask(recall, question, request => request with { Components = WordsOnly, Limit = 200 }).Select(item => (item.Id, Math.Round(item.Score, 6))).Order()];

    /// <summary>Every standing edge: where from, where to, by which fact.</summary>
    private static SortedSet<(int, int, int)> Edges(WorkspaceIndex index)
    {
        var snapshot = index.Current();
        var found = new SortedSet<(int, int, int)>();
        for (var entity = 1; entity <= snapshot.HeadSeq; entity++)
        {
            foreach (var segment in snapshot.Segments)
            {
                var edges = segment.Edges(entity);
                for (var i = 0; i < edges.Targets.Length; i++)
                {
                    if (!snapshot.ClosedLater.ContainsKey(edges.Facts[i])) { found.Add((entity, edges.Targets[i], edges.Facts[i])); }
                }
            }
        }

        GC.KeepAlive(snapshot);
        return found;
    }

    private enum StepKind { Remember, Link, Forget, Ask, Compact }

    private sealed record Step(StepKind Kind, int Subject, int Other, int[] Words);
}
