using GraphMemory.Engine.Caching;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Tests.Caching;

/// <summary>Real threads on one cache; what they saw is checked afterwards, nothing depends on their timing.</summary>
public sealed class BoundedCacheThreadsTests
{
    private const int Threads = 8;
    private const int RequestsPerThread = 20_000;

    [Fact]
    public void No_key_is_loaded_twice_while_it_is_kept()
    {
        const int keys = 500;
        var cache = new BoundedCache<int, int>(new() { Capacity = 4 * keys }, TimeProvider.System);
        var loads = new int[keys];

        Run(random =>
        {
            var key = random.Next(keys);
            Assert.Equal(-key, Get(cache, key, [], k =>
            {
                Interlocked.Increment(ref loads[k]);
                return -k;
            }));
        });

        Assert.All(loads, count => Assert.Equal(1, count));
        Assert.Equal(Threads * RequestsPerThread, cache.Statistics.Requests);
    }

    [Theory]
    [InlineData(64, 1_000)]
    [InlineData(64, 3)]
    [InlineData(8, 1_000)]
    public void Nobody_is_given_a_value_that_was_invalidated_before_he_asked(int capacity, int invalidatedTagsMax)
    {
        const int keys = 32;
        var cache = new BoundedCache<int, int>(new() { Capacity = capacity, InvalidatedTagsMax = invalidatedTagsMax }, TimeProvider.System);
        var (versions, published) = (new int[keys], new int[keys]);

        Run(random =>
        {
            var key = random.Next(keys);
            if (random.Next(10) == 0)
            {
                var next = Interlocked.Increment(ref versions[key]);
                if (random.Next(2) == 0) { cache.Invalidate(key); }
                else { cache.InvalidateTag($"tag {key}"); }
                Raise(ref published[key], next);
                return;
            }

            var atLeast = Volatile.Read(ref published[key]);
            Assert.True(Get(cache, key, [$"tag {key}"], k => Volatile.Read(ref versions[k])) >= atLeast);
        });

        Assert.True(cache.Count <= capacity);
    }

    private static int Get(BoundedCache<int, int> cache, int key, string[] tags, Func<int, int> load) =>
        cache.GetOrLoadAsync(key, [.. tags], k => Task.FromResult<Result<int>>(load(k)), CancellationToken.None).GetAwaiter().GetResult().Value;

    private static void Raise(ref int location, int value)
    {
        for (var seen = Volatile.Read(ref location); seen < value;)
        {
            var before = Interlocked.CompareExchange(ref location, value, seen);
            if (before == seen) { return; }
            seen = before;
        }
    }

    private static void Run(Action<Random> step)
    {
        using var start = new Barrier(Threads);
        var faults = new List<Exception>();
        var threads = Enumerable.Range(0, Threads).Select(seed => new Thread(() =>
        {
            var random = new Random(seed);
            start.SignalAndWait();
            try
            {
                for (var i = 0; i < RequestsPerThread; i++) { step(random); }
            }
            catch (Exception fault)
            {
                lock (faults) { faults.Add(fault); }
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.Empty(faults);
    }
}
