namespace GraphMemory.Server.Eval.Cache;

/// <param name="HitRatePercent">Hits per hundred requests, two decimals.</param>
internal sealed record CacheReport(string Trace, int Capacity, long Requests, long Hits, double HitRatePercent, long Evictions);
