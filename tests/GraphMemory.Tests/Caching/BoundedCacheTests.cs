using CsCheck;
using GraphMemory.Engine.Caching;
using GraphMemory.Engine.Errors;
using Microsoft.Extensions.Time.Testing;

namespace GraphMemory.Tests.Caching;

public sealed class BoundedCacheTests
{
    private static readonly ProblemCode Broken = new("TEST_001", ProblemKind.Unavailable, "The source is broken");

    private readonly FakeTimeProvider _time = new();

    private static readonly string[] Steps = ["get", "get", "get", "change", "tag", "wait"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_kept_value_is_not_loaded_again()
    {
        var cache = Cache(capacity: 10);

        Assert.Equal(7, (await cache.GetOrLoadAsync(1, Load(7), Cancel)).Value);
        Assert.Equal(7, (await cache.GetOrLoadAsync(1, Load(8), Cancel)).Value);

        Assert.Equal(new CacheStatistics(Requests: 2, Hits: 1, Misses: 1, Loads: 1, LoadFailures: 0, StaleServed: 0, Evictions: 0), cache.Statistics);
    }

    [Fact]
    public async Task A_problem_is_handed_on_and_not_kept()
    {
        var cache = Cache(capacity: 10);

        Assert.Equal(Broken, (await cache.GetOrLoadAsync(1, Fail(), Cancel)).Problem!.Code);
        Assert.Equal(7, (await cache.GetOrLoadAsync(1, Load(7), Cancel)).Value);

        Assert.Equal(1, cache.Statistics.LoadFailures);
    }

    [Fact]
    public async Task An_exception_reaches_the_caller_and_is_not_kept()
    {
        var cache = Cache(capacity: 10);

        await Assert.ThrowsAsync<IOException>(() => cache.GetOrLoadAsync(1, _ => throw new IOException(), Cancel));
        Assert.Equal(7, (await cache.GetOrLoadAsync(1, Load(7), Cancel)).Value);
    }

    [Fact]
    public async Task A_value_is_served_for_its_time_and_then_loaded_again()
    {
        var cache = Cache(new CacheOptions { Capacity = 10, TimeToLive = TimeSpan.FromSeconds(10) });
        await cache.GetOrLoadAsync(1, Load(7), Cancel);

        _time.Advance(TimeSpan.FromSeconds(9.999));
        Assert.True(cache.TryGet(1, out var before));
        _time.Advance(TimeSpan.FromSeconds(0.001));

        Assert.Equal(7, before);
        Assert.False(cache.TryGet(1, out _));
        Assert.Equal(8, (await cache.GetOrLoadAsync(1, Load(8), Cancel)).Value);
    }

    [Theory]
    [InlineData(14.9, true)]
    [InlineData(15, false)]
    public async Task A_value_past_its_time_stands_in_for_a_failed_load_within_the_bound(double ageSeconds, bool isServed)
    {
        var cache = Cache(new CacheOptions { Capacity = 10, TimeToLive = TimeSpan.FromSeconds(10), StaleIfError = TimeSpan.FromSeconds(5) });
        await cache.GetOrLoadAsync(1, Load(7), Cancel);
        _time.Advance(TimeSpan.FromSeconds(ageSeconds));

        var afterProblem = await cache.GetOrLoadAsync(1, Fail(), Cancel);
        var afterFault = await Record.ExceptionAsync(() => cache.GetOrLoadAsync(1, _ => throw new IOException(), Cancel));

        Assert.Equal(isServed, afterProblem.IsSuccess);
        Assert.Equal(isServed, afterFault is null);
        Assert.Equal(isServed ? 2 : 0, cache.Statistics.StaleServed);
        Assert.Equal(2, cache.Statistics.LoadFailures);
    }

    [Fact]
    public async Task An_invalidated_value_never_stands_in_for_a_failed_load()
    {
        var cache = Cache(new CacheOptions { Capacity = 10, TimeToLive = TimeSpan.FromSeconds(10), StaleIfError = TimeSpan.FromHours(1) });
        await cache.GetOrLoadAsync(1, ["a"], Load(7), Cancel);
        cache.InvalidateTag("a");

        Assert.False((await cache.GetOrLoadAsync(1, ["a"], Fail(), Cancel)).IsSuccess);
    }

    [Fact]
    public async Task A_tag_takes_all_its_values_along_and_no_others()
    {
        var cache = Cache(capacity: 10);
        await cache.GetOrLoadAsync(1, ["a", "b"], Load(1), Cancel);
        await cache.GetOrLoadAsync(2, ["b"], Load(2), Cancel);
        await cache.GetOrLoadAsync(3, ["c"], Load(3), Cancel);
        await cache.GetOrLoadAsync(4, Load(4), Cancel);

        cache.InvalidateTag("b");

        Assert.Equal([false, false, true, true], new[] { 1, 2, 3, 4 }.Select(key => cache.TryGet(key, out _)));
    }

    [Fact]
    public async Task Too_many_invalidated_tags_drop_every_tagged_value_rather_than_grow()
    {
        var cache = Cache(new CacheOptions { Capacity = 10, InvalidatedTagsMax = 2 });
        await cache.GetOrLoadAsync(1, ["a"], Load(1), Cancel);
        await cache.GetOrLoadAsync(2, Load(2), Cancel);

        cache.InvalidateTag("x");
        cache.InvalidateTag("y");
        cache.InvalidateTag("x");
        Assert.True(cache.TryGet(1, out _));
        cache.InvalidateTag("z");

        Assert.False(cache.TryGet(1, out _));
        Assert.True(cache.TryGet(2, out _));
        await cache.GetOrLoadAsync(1, ["a"], Load(1), Cancel);
        Assert.True(cache.TryGet(1, out _));
    }

    [Fact]
    public async Task Callers_that_miss_together_share_one_load()
    {
        var cache = Cache(capacity: 10);
        var source = new TaskCompletionSource<Result<int>>();
        var callers = Enumerable.Range(0, 5).Select(_ => cache.GetOrLoadAsync(1, _ => source.Task, Cancel)).ToList();

        source.SetResult(7);

        Assert.All(await Task.WhenAll(callers), answer => Assert.Equal(7, answer.Value));
        Assert.Equal(1, cache.Statistics.Loads);
    }

    [Fact]
    public async Task Cancelling_ends_the_wait_but_not_the_load()
    {
        var cache = Cache(capacity: 10);
        var source = new TaskCompletionSource<Result<int>>();
        using var impatient = new CancellationTokenSource();
        var leaving = cache.GetOrLoadAsync(1, _ => source.Task, impatient.Token);
        var staying = cache.GetOrLoadAsync(1, _ => source.Task, Cancel);

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        source.SetResult(7);

        Assert.Equal(7, (await staying).Value);
        Assert.True(cache.TryGet(1, out _));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_loading_when_it_was_invalidated_is_neither_kept_nor_joined(bool byTag)
    {
        var cache = Cache(capacity: 10);
        var old = new TaskCompletionSource<Result<int>>();
        var before = cache.GetOrLoadAsync(1, ["a"], _ => old.Task, Cancel);

        if (byTag) { cache.InvalidateTag("a"); }
        else { cache.Invalidate(1); }
        var after = await cache.GetOrLoadAsync(1, ["a"], Load(8), Cancel);
        old.SetResult(7);

        Assert.Equal(8, after.Value);
        Assert.Equal(7, (await before).Value);
        Assert.False(cache.TryGet(1, out var kept) && kept == 7);
    }

    [Fact]
    public async Task A_disowned_load_that_fails_is_not_answered_by_an_old_value()
    {
        var cache = Cache(new CacheOptions { Capacity = 10, TimeToLive = TimeSpan.FromSeconds(1), StaleIfError = TimeSpan.FromHours(1) });
        await cache.GetOrLoadAsync(1, Load(7), Cancel);
        _time.Advance(TimeSpan.FromSeconds(2));
        var source = new TaskCompletionSource<Result<int>>();
        var waiting = cache.GetOrLoadAsync(1, _ => source.Task, Cancel);

        cache.Invalidate(1);
        source.SetResult(Broken.With("down"));

        Assert.False((await waiting).IsSuccess);
    }

    [Fact]
    public void A_capacity_that_cannot_be_divided_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Cache(capacity: CacheOptions.CapacityMin - 1));

    [Fact]
    public void Any_sequence_of_requests_sees_the_newest_value_and_keeps_the_bound() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, Steps.Length - 1].Select(i => Steps[i])).Array[1, 400].Sample(steps =>
        {
            var (time, source, capacity) = (new FakeTimeProvider(), new int[10], 4);
            var cache = new BoundedCache<int, int>(new() { Capacity = capacity, TimeToLive = TimeSpan.FromSeconds(3), InvalidatedTagsMax = 3 }, time);
            foreach (var (key, step) in steps)
            {
                if (step == "wait") { time.Advance(TimeSpan.FromSeconds(1)); }
                else if (step == "change") { (source[key], _) = (source[key] + 1, Invalidated(cache, key)); }
                else if (step == "tag") { ChangeAllOfTag(cache, source, key % 5); }
                else
                {
                    var answer = cache.GetOrLoadAsync(key, [$"t{key % 5}"], k => Task.FromResult<Result<int>>(source[k]), CancellationToken.None);
                    Assert.True(answer.IsCompletedSuccessfully);
                    Assert.Equal(source[key], answer.GetAwaiter().GetResult().Value);
                }

                Assert.True(cache.Count <= capacity);
            }

            var statistics = cache.Statistics;
            Assert.Equal(statistics.Requests, statistics.Hits + statistics.Misses);
            Assert.Equal(statistics.Misses, statistics.Loads);
        }, iter: 200);

    private static bool Invalidated(BoundedCache<int, int> cache, int key)
    {
        cache.Invalidate(key);
        return true;
    }

    private static void ChangeAllOfTag(BoundedCache<int, int> cache, int[] source, int tag)
    {
        for (var key = 0; key < source.Length; key++)
        {
            if (key % 5 == tag) { source[key]++; }
        }

        cache.InvalidateTag($"t{tag}");
    }

    private BoundedCache<int, int> Cache(int capacity) => Cache(new CacheOptions { Capacity = capacity });

    private BoundedCache<int, int> Cache(CacheOptions options) => new(options, _time);

    private static Func<int, Task<Result<int>>> Load(int value) => _ => Task.FromResult<Result<int>>(value);

    private static Func<int, Task<Result<int>>> Fail() => _ => Task.FromResult<Result<int>>(Broken.With("down"));
}
