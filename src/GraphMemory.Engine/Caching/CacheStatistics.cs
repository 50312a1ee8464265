namespace GraphMemory.Engine.Caching;

/// <summary>What a cache has done since it was made.</summary>
/// <param name="Requests">Calls that asked for a value: <paramref name="Hits"/> + <paramref name="Misses"/>.</param>
/// <param name="Hits">Answered by a kept value.</param>
/// <param name="Misses">Needed a load, their own or one that already ran.</param>
/// <param name="Loads">Loads that ran; fewer than misses when callers shared one.</param>
/// <param name="LoadFailures">Loads that ended in a problem or an exception.</param>
/// <param name="StaleServed">Failed loads that were answered by a value past its time.</param>
/// <param name="Evictions">Values that gave way to others.</param>
public sealed record CacheStatistics(
    long Requests, long Hits, long Misses, long Loads, long LoadFailures, long StaleServed, long Evictions);
