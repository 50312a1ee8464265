using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Sqlite;
using GraphMemory.Sqlite.Writing;

namespace GraphMemory.Tests.Sqlite;

/// <summary>Real threads on the queue and on the store; what they were told is compared afterwards, nothing depends on their timing.</summary>
public sealed class GroupCommitThreadsTests
{
    private const int Threads = 6;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    [InlineData(64, 16)]
    public void Every_work_that_was_let_in_is_handed_out_once_in_the_order_of_its_caller(int countMax, int takenMax)
    {
        const int perThread = 400;
        using var queue = new WriteQueue(countMax);
        var accepted = new List<Numbered>[Threads];
        var producers = Enumerable.Range(0, Threads).Select(thread => Start(() =>
        {
            accepted[thread] = [];
            for (var i = 0; i < perThread; i++)
            {
                var work = new Numbered(thread, i);
                if (queue.AddAsync(work, Timeout.Infinite, CancellationToken.None).AsTask().GetAwaiter().GetResult()) { accepted[thread].Add(work); }
            }
        })).ToList();
        var (taken, batch) = (new List<Numbered>(), new List<WriteWork>());
        var consumer = Start(() =>
        {
            while (queue.Take(batch, takenMax, Timeout.Infinite))
            {
                Assert.InRange(batch.Count, 1, takenMax);
                taken.AddRange(batch.Cast<Numbered>());
                batch.Clear();
                // Closed while callers still come: those inside are handed out, those outside are told.
                if (taken.Count >= Threads * perThread / 2) { queue.Close(); }
            }
        });
        producers.Add(consumer);
        producers.ForEach(thread => thread.Join());

        Assert.True(queue.IsClosed);
        Assert.Equal(accepted.Sum(list => list.Count), taken.Count);
        for (var thread = 0; thread < Threads; thread++) { Assert.Equal(accepted[thread], taken.Where(work => work.Thread == thread)); }
    }

    [Fact]
    public async Task A_caller_gives_up_when_no_place_comes_free_and_takes_none_away()
    {
        using var queue = new WriteQueue(1);
        Assert.True(await queue.AddAsync(new Numbered(0, 0), 0, CancellationToken.None));
        Assert.False(await queue.AddAsync(new Numbered(0, 1), 0, CancellationToken.None));
        using var given = new CancellationTokenSource();
        var waiting = queue.AddAsync(new Numbered(0, 2), Timeout.Infinite, given.Token).AsTask();
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        var taken = new List<WriteWork>();
        Assert.True(queue.Take(taken, 10, 0));
        Assert.Single(taken);
        Assert.True(await queue.AddAsync(new Numbered(0, 3), 0, CancellationToken.None));
    }

    [Fact]
    public async Task Every_caller_is_told_one_outcome_and_it_is_what_the_disk_holds()
    {
        const int perThread = 60;
        using var folder = new TemporaryFolder();
        var told = new List<(string Name, string Outcome)>();
        using (var store = folder.Open())
        {
            var workspace = (await store.OpenWorkspaceAsync("w", CancellationToken.None)).Value.Id;
            var threads = Enumerable.Range(0, Threads).Select(thread => Start(() =>
            {
                var random = new Random(thread);
                for (var i = 0; i < perThread; i++)
                {
                    var (name, fate) = ($"{thread}/{i}", random.Next(4));
                    var outcome = Write(store, workspace, name, fate);
                    lock (told) { told.Add((name, outcome)); }
                }

                if (thread == 0) { store.Dispose(); } // in the middle of the others' work
            })).ToList();
            threads.ForEach(thread => thread.Join());
        }

        using var again = folder.Open();
        var kept = again.Read(again.FindWorkspace("w")!.Id, read => read.Entities(0, 10_000).Select(entity => entity.Name).ToHashSet());
        Assert.Equal(Threads * perThread, told.Count);
        Assert.Equal(kept.Order(), told.Where(item => item.Outcome == "done").Select(item => item.Name).Order());
        Assert.All(told.Where(item => item.Outcome is not ("done" or "closed")), item => Assert.Contains(item.Outcome, (string[])["refused", "thrown", "cancelled"]));
    }

    private static string Write(SqliteGraphStore store, long workspace, string name, int fate)
    {
        using var stop = new CancellationTokenSource();
        try
        {
            if (fate == 3) { stop.Cancel(); }
            var result = store.WriteAsync<int>(workspace, write =>
            {
                write.AddEntity(name, "t", isDeclared: true, hasGeneratedName: false);
                return fate switch
                {
                    1 => GraphProblems.MissingEntity(name),
                    2 => throw new InvalidOperationException(name),
                    _ => 1,
                };
            }, stop.Token).GetAwaiter().GetResult();
            return result.IsSuccess ? "done" : result.Problem.Code == StoreProblems.Closed ? "closed" : "refused";
        }
        catch (InvalidOperationException fault) when (fault.Message == name) { return "thrown"; }
        catch (OperationCanceledException) { return "cancelled"; }
    }

    private static Thread Start(Action work)
    {
        var thread = new Thread(() => work());
        thread.Start();
        return thread;
    }

    private sealed class Numbered(int thread, int number) : WriteWork
    {
        public int Thread => thread;

        public override bool IsCancelled => false;

        public override bool Run(WriteTransaction transaction) => true;

        public override void Complete() { }

        public override void Fail(Problem problem) { }

        public override void Cancel() { }

        public override string ToString() => $"{thread}/{number}";
    }
}
