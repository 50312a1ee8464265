using System.Collections.Immutable;

namespace GraphMemory.Engine.Caching;

/// <summary>A kept value with what decides whether it may still be served.</summary>
/// <param name="Epoch">When its load began, on the scale of <see cref="TagEpochs"/>.</param>
/// <param name="Began">When its load began, on the clock: the value may be as old as that.</param>
internal sealed record CacheEntry<TValue>(TValue Value, ImmutableArray<string> Tags, long Epoch, long Began, TimeSpan? TimeToLive)
{
    public bool IsFresh(TimeProvider time) => IsWithin(TimeSpan.Zero, time);

    public bool IsWithin(TimeSpan grace, TimeProvider time) =>
        TimeToLive is not { } timeToLive || time.GetElapsedTime(Began) < timeToLive + grace;
}
