using GraphMemory.Kernels.Threads;

namespace GraphMemory.Tests.Kernels.Threads;

public sealed class CrewTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void Each_chunk_runs_once_in_each_of_many_rounds(int workers)
    {
        using var crew = new Crew(workers);
        var counts = new int[97];
        var work = new Counting(counts);
        for (var round = 0; round < 2_000; round++) { crew.Run(work, 1 + (round % counts.Length)); }
        var expected = Enumerable.Range(0, counts.Length).Select(chunk => Enumerable.Range(0, 2_000).Count(round => round % counts.Length >= chunk));
        Assert.Equal(expected, counts);
    }

    [Fact]
    public void Members_that_fell_asleep_wake_for_the_next_round()
    {
        using var crew = new Crew(3);
        for (var round = 0; round < 20; round++)
        {
            // Two chunks that wait for each other end only when two threads run them.
            using var both = new Barrier(2);
            crew.Run(new Meeting(both), 2);
            Assert.True(SpinWait.SpinUntil(() => crew.Sleeping == 2, TimeSpan.FromSeconds(30)));
        }
    }

    [Fact]
    public void Many_crews_work_at_once() => Assert.All(
        Enumerable.Range(0, 64).AsParallel().WithDegreeOfParallelism(16).Select(_ =>
        {
            using var crew = new Crew(4);
            var counts = new int[50];
            for (var round = 0; round < 50; round++) { crew.Run(new Counting(counts), counts.Length); }
            return counts;
        }).ToList(),
        counts => Assert.All(counts, count => Assert.Equal(50, count)));

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_fault_in_a_chunk_reaches_the_caller_and_the_crew_lives_on(int workers)
    {
        using var crew = new Crew(workers);
        Assert.Throws<InvalidDataException>(() => crew.Run(new Failing(), 10));
        var counts = new int[10];
        crew.Run(new Counting(counts), counts.Length);
        Assert.All(counts, count => Assert.Equal(1, count));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_cancelled_token_stops_before_the_next_chunk(int workers)
    {
        using var cancel = new CancellationTokenSource();
        using var crew = new Crew(workers, cancel.Token);
        var work = new Cancelling(cancel);
        Assert.Throws<OperationCanceledException>(() => crew.Run(work, 10_000));
        Assert.InRange(work.Count, 1, workers);
    }

    [Fact]
    public void A_disposed_crew_refuses_work()
    {
        var crew = new Crew(2);
        crew.Dispose();
        Assert.Throws<ObjectDisposedException>(() => crew.Run(new Failing(), 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Crew(0));
    }

    [Fact]
    public void Streams_of_chunks_differ_and_repeat()
    {
        Assert.Equal(SplitMix.Of(7, 3).Next(), SplitMix.Of(7, 3).Next());
        Assert.Equal(1_000, Enumerable.Range(0, 1_000).Select(chunk => SplitMix.Of(7, chunk).Next()).Distinct().Count());
        var random = new SplitMix(1);
        var drawn = Enumerable.Range(0, 10_000).Select(_ => random.Next(10)).CountBy(each => each).ToDictionary();
        Assert.All(Enumerable.Range(0, 10), each => Assert.InRange(drawn[each], 850, 1_150));
        Assert.All(Enumerable.Range(0, 1_000), _ => Assert.InRange(random.NextDouble(), 0, 1));
        var items = Enumerable.Range(0, 50).ToArray();
        random.Shuffle(items);
        Assert.NotEqual(Enumerable.Range(0, 50), items);
        Assert.Equal(Enumerable.Range(0, 50), items.Order());
    }

    private sealed class Counting(int[] counts) : IChunkWork
    {
        public void Execute(int chunk, int worker) => counts[chunk]++;
    }

    private sealed class Meeting(Barrier both) : IChunkWork
    {
        public void Execute(int chunk, int worker) => both.SignalAndWait();
    }

    private sealed class Failing : IChunkWork
    {
        public void Execute(int chunk, int worker) => throw new InvalidDataException();
    }

    private sealed class Cancelling(CancellationTokenSource cancel) : IChunkWork
    {
        private int _count;

        public int Count => _count;

        public void Execute(int chunk, int worker)
        {
            Interlocked.Increment(ref _count);
            cancel.Cancel();
        }
    }
}
