using GraphMemory.Engine.Graph;

namespace GraphMemory.Tests.Graph;

public abstract partial class GraphStoreContract
{
    [Fact]
    public async Task Conflicts_stay_until_they_are_resolved_and_can_be_listed_after()
    {
        var workspace = await Workspace();
        await Write(workspace, write =>
        {
            for (var i = 0; i < 4; i++) { write.AddFact(Observation(1, $"{i}")); }
            write.AddConflict(1, 4, ConflictKind.Functional);
            write.AddConflict(1, 3, ConflictKind.Polarity);
            write.AddConflict(1, 3, ConflictKind.Polarity);
            write.AddConflict(2, 3, ConflictKind.Functional);
        });
        await Write(workspace, write => write.ResolveConflict(1, 3));

        Assert.Equal(
            [new(1, 3, ConflictKind.Polarity, 5), new(2, 3, ConflictKind.Functional, null), new Conflict(1, 4, ConflictKind.Functional, null)],
            Store.Read(workspace, read => read.Conflicts(openOnly: false, 9)));
        Assert.Equal([(2L, 3L), (1L, 4L)], Store.Read(workspace, read => read.Conflicts(openOnly: true, 9)).Select(c => (c.EarlierId, c.LaterId)));
        Assert.Single(Store.Read(workspace, read => read.Conflicts(openOnly: true, 1)));
        Assert.Equal([3L, 4L], Store.Read(workspace, read => read.ConflictsOf(1)).Select(conflict => conflict.LaterId));
        Assert.Equal(2, Store.Read(workspace, read => read.Counts()).OpenConflicts);
        Assert.Equal(LogEventKind.ConflictResolved, Store.Read(workspace, read => read.Log(4, 9)).Single().Kind);
    }

    [Fact]
    public async Task The_log_is_gapless_and_is_read_in_pages()
    {
        var workspace = await Workspace();
        await Write(workspace, write =>
        {
            for (var i = 0; i < 10; i++) { write.AddFact(Observation(1, $"{i}")); }
        });

        Assert.Equal([5L, 6L, 7L], Store.Read(workspace, read => read.Log(4, 3)).Select(item => item.Seq));
        Assert.Empty(Store.Read(workspace, read => read.Log(10, 3)));
        Assert.Equal(10, Store.Read(workspace, read => read.Workspace.HeadSeq));
    }

    [Fact]
    public async Task A_trimmed_log_says_where_it_starts()
    {
        var workspace = await Workspace();
        for (var i = 0; i < 5; i++) { await Write(workspace, write => write.AddFact(Observation(1, $"{i}"))); }
        await Write(workspace, write => write.TrimLog(3));
        Assert.Equal((4L, 5L), Store.Read(workspace, read => (read.Workspace.LogStartSeq, read.Workspace.HeadSeq)));
        Assert.Equal([4L, 5L], Store.Read(workspace, read => read.Log(0, 9)).Select(item => item.Seq));
        await Write(workspace, write => write.TrimLog(2));
        await Write(workspace, write => write.TrimLog(99));

        Assert.Equal((6L, 5L), Store.Read(workspace, read => (read.Workspace.LogStartSeq, read.Workspace.HeadSeq)));
        Assert.Equal(6, await Write(workspace, write => write.AddFact(Observation(1, "next"))));
        Assert.NotNull(Store.Read(workspace, read => read.Fact(1)));
    }

    [Fact]
    public async Task Time_leads_to_the_last_position_at_or_before_it()
    {
        var workspace = await Workspace();
        for (var i = 0; i < 20; i++)
        {
            await Write(workspace, write =>
            {
                write.AddFact(Observation(1, "a"));
                write.AddFact(Observation(1, "b"));
            });
            Clock.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.All(Enumerable.Range(-5, 220), ms => Assert.Equal(
            ms < 0 ? 0 : Math.Min(40, 2 * ((ms / 10) + 1)), Store.Read(workspace, read => read.SeqAt(StartMs + ms))));
        Assert.Equal(0, Store.Read(await Workspace("empty"), read => read.SeqAt(StartMs)));
    }

    [Fact]
    public async Task Time_still_leads_to_the_same_facts_after_the_log_was_trimmed()
    {
        var workspace = await Workspace();
        for (var i = 0; i < 10; i++)
        {
            await Write(workspace, write =>
            {
                var id = write.AddFact(Observation(1, $"{i}"));
                if (i % 3 == 2) { write.CloseFact(id - 1); }
            });
            Clock.Advance(TimeSpan.FromMilliseconds(10));
        }

        long[] Visible(long atMs) => Store.Read(workspace, read =>
        {
            var seq = read.SeqAt(atMs);
            return read.FactsOf(1).Where(fact => fact.IsKnownAt(seq)).Select(fact => fact.Id).ToArray();
        });
        var before = Enumerable.Range(-1, 12).Select(i => Visible(StartMs + (i * 10))).ToArray();
        await Write(workspace, write => write.TrimLog(8));

        Assert.Equal(before, Enumerable.Range(-1, 12).Select(i => Visible(StartMs + (i * 10))).ToArray());
    }

    [Fact]
    public async Task Log_time_never_falls_even_when_the_clock_does()
    {
        var workspace = await Workspace();
        await Write(workspace, write => write.AddFact(Observation(1, "a")));
        Clock.AdjustTime(Start.AddHours(-1));
        var now = await Write(workspace, write =>
        {
            write.AddFact(Observation(1, "b"));
            return write.NowMs;
        });

        Assert.Equal(StartMs, now);
        Assert.Equal([StartMs, StartMs], Store.Read(workspace, read => read.Log(0, 9)).Select(item => item.AtMs));
    }

    [Fact]
    public async Task A_reply_is_kept_for_a_day_and_swept_some_time_after()
    {
        var workspace = await Workspace();
        await Write(workspace, write => write.KeepReply(new("first", 42, [1, 2, 3])));
        Clock.Advance(TimeSpan.FromHours(24));
        await Write(workspace, write => write.KeepReply(new("second", 43, [])));
        var kept = Store.Read(workspace, read => read.FindReply("first"))!;

        Assert.Equal((42L, "1,2,3"), (kept.RequestHash, string.Join(',', kept.Reply)));
        Assert.Empty(Store.Read(workspace, read => read.FindReply("second"))!.Reply);
        Assert.Null(Store.Read(workspace, read => read.FindReply("third")));
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        await Write(workspace, write => write.KeepReply(new("third", 44, [])));
        Assert.Null(Store.Read(workspace, read => read.FindReply("first")));
        Assert.NotNull(Store.Read(workspace, read => read.FindReply("second")));
    }
}
