using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using BitFaster.Caching.Counters;
using BitFaster.Caching.Lfu;
using BitFaster.Caching.Scheduler;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Caching;

/// <summary>
/// A bounded cache that keeps what is asked for often (W-TinyLFU, Einziger, Friedman and Manes, 2017) and loads each key once at a time.
/// Safe for any number of threads. Its upkeep runs on the calling thread, so that one thread always sees the same evictions.
/// </summary>
public sealed class BoundedCache<TKey, TValue> where TKey : notnull
{
    private readonly ConcurrentLfu<TKey, CacheEntry<TValue>> _entries;
    private readonly ConcurrentDictionary<TKey, CacheLoad<TValue>> _loads;
    private readonly CacheOptions _options;
    private readonly TimeProvider _time;
    private readonly TagEpochs _epochs;
    private readonly Counter _hits = new();
    private readonly Counter _misses = new();
    private readonly Counter _loadCount = new();
    private readonly Counter _failures = new();
    private readonly Counter _stale = new();
    private long _finishedLoads;

    public BoundedCache(CacheOptions options, TimeProvider time, IEqualityComparer<TKey>? comparer = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Capacity, CacheOptions.CapacityMin, "options.Capacity");
        comparer ??= EqualityComparer<TKey>.Default;
        (_options, _time) = (options, time);
        _entries = new(options.ConcurrencyLevel, options.Capacity, new ForegroundScheduler(), comparer);
        _loads = new(comparer);
        _epochs = new(options.InvalidatedTagsMax);
    }

    public int Count => _entries.Count;

    public CacheStatistics Statistics
    {
        get
        {
            var (hits, misses) = (_hits.Count(), _misses.Count());
            var evictions = _entries.Metrics.Value?.Evicted ?? 0;
            return new(hits + misses, hits, misses, _loadCount.Count(), _failures.Count(), _stale.Count(), evictions);
        }
    }

    public Task<Result<TValue>> GetOrLoadAsync(TKey key, Func<TKey, Task<Result<TValue>>> load, CancellationToken cancellationToken) =>
        GetOrLoadAsync(key, [], load, cancellationToken);

    /// <summary>
    /// The kept value, or the one that <paramref name="load"/> brings. Callers that miss together share one load; a load that fails is
    /// not kept. Cancelling ends the caller's wait, never the load that others may wait for.
    /// </summary>
    /// <param name="tags">Names under which the value can be invalidated with others.</param>
    public Task<Result<TValue>> GetOrLoadAsync(
        TKey key, ImmutableArray<string> tags, Func<TKey, Task<Result<TValue>>> load, CancellationToken cancellationToken)
    {
        var finished = Volatile.Read(ref _finishedLoads);
        if (TryGet(key, out var value)) { return Task.FromResult<Result<TValue>>(value); }
        return Join(key, tags, load, finished).WaitAsync(cancellationToken);
    }

    /// <summary>The kept value; counts as a request, but loads nothing.</summary>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        var kept = Fresh(key);
        (kept is null ? _misses : _hits).Increment();
        value = kept is null ? default : kept.Value;
        return kept is not null;
    }

    /// <summary>Drops the value of a key. A load that began earlier is not kept, and no later caller joins it.</summary>
    public void Invalidate(TKey key)
    {
        if (_loads.TryRemove(key, out var load)) { load.Disown(); }
        _entries.TryRemove(key);
    }

    /// <summary>Drops every value with this tag, those included whose load began earlier.</summary>
    public void InvalidateTag(string tag) => _epochs.Invalidate(tag);

    private Task<Result<TValue>> Join(TKey key, ImmutableArray<string> tags, Func<TKey, Task<Result<TValue>>> load, long finishedBefore)
    {
        while (true)
        {
            var own = new CacheLoad<TValue>(tags, _epochs.Now);
            var running = _loads.GetOrAdd(key, own);
            if (ReferenceEquals(running, own))
            {
                // The load of a faster caller may have ended between this caller's miss and now. Looking again without need would tell
                // the cache of a second miss, and it adapts to its hit rate.
                var hasFinished = Volatile.Read(ref _finishedLoads) != finishedBefore;
                if ((hasFinished ? Fresh(key) : null) is not { } kept) { _ = RunAsync(key, own, load); }
                else
                {
                    Finish(key, own);
                    own.Complete(kept.Value);
                }

                return own.Task;
            }

            if (_epochs.IsCurrent(running.Tags, running.Epoch)) { return running.Task; }
            _loads.TryRemove(new KeyValuePair<TKey, CacheLoad<TValue>>(key, running));
        }
    }

    private CacheEntry<TValue>? Fresh(TKey key) =>
        _entries.TryGet(key, out var entry) && _epochs.IsCurrent(entry.Tags, entry.Epoch) && entry.IsFresh(_time) ? entry : null;

    /// <summary>Runs one load to its end; every outcome, an exception too, goes to those who wait.</summary>
    private async Task RunAsync(TKey key, CacheLoad<TValue> own, Func<TKey, Task<Result<TValue>>> load)
    {
        var began = _time.GetTimestamp();
        _loadCount.Increment();
        try
        {
            var result = await load(key).ConfigureAwait(false);
            if (result.IsSuccess)
            {
                own.KeepUnlessDisowned(() => _entries.AddOrUpdate(key, Entry(own, result.Value, began)));
                Finish(key, own);
                own.Complete(result);
            }
            else
            {
                _failures.Increment();
                Finish(key, own);
                own.Complete(Stale(key, own) ?? result);
            }
        }
        catch (Exception exception)
        {
            _failures.Increment();
            Finish(key, own);
            if (Stale(key, own) is { } stale) { own.Complete(stale); }
            else { own.Fail(exception); }
        }
    }

    private void Finish(TKey key, CacheLoad<TValue> own)
    {
        Interlocked.Increment(ref _finishedLoads);
        _loads.TryRemove(new KeyValuePair<TKey, CacheLoad<TValue>>(key, own));
    }

    private CacheEntry<TValue> Entry(CacheLoad<TValue> own, TValue value, long began) =>
        new(value, own.Tags, own.Epoch, began, _options.TimeToLive);

    private Result<TValue>? Stale(TKey key, CacheLoad<TValue> own)
    {
        if (own.IsDisowned || !_entries.TryGet(key, out var entry)) { return null; }
        if (!_epochs.IsCurrent(entry.Tags, entry.Epoch) || !entry.IsWithin(_options.StaleIfError, _time)) { return null; }
        _stale.Increment();
        return entry.Value;
    }
}
