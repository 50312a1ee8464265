using GraphMemory.Engine.Caching;
using GraphMemory.Engine.Errors;
using GraphMemory.Server.Cli;
using GraphMemory.Server.Eval.Input;

namespace GraphMemory.Server.Eval.Cache;

/// <summary>Replays an access trace, one key a line, through the product's cache. The same trace gives the same figures every time.</summary>
internal sealed class CacheEvaluation(TimeProvider time, IProgress<WorkProgress> progress)
{
    private const int ReportEvery = 50_000;

    public async Task<Result<CacheReport>> RunAsync(string tracePath, int capacity, CancellationToken cancellationToken)
    {
        if (capacity < CacheOptions.CapacityMin)
        {
            return EvalProblems.BadCapacity.With(
                $"The capacity {capacity} is too small.", new FieldProblem("--capacity", $"is {capacity}", $"give at least {CacheOptions.CapacityMin}"));
        }

        var opened = InputFile.Open(tracePath);
        if (!opened.IsSuccess) { return opened.Problem; }
        using var trace = opened.Value;
        var cache = new BoundedCache<string, byte>(new CacheOptions { Capacity = capacity, ConcurrencyLevel = 1 }, time, new TraceKeyComparer());
        while (await trace.ReadLineAsync(cancellationToken) is { } line)
        {
            var key = line.Trim();
            if (key.Length == 0) { continue; }
            await cache.GetOrLoadAsync(key, static _ => Task.FromResult<Result<byte>>((byte)1), cancellationToken);
            if (cache.Statistics.Requests % ReportEvery == 0) { progress.Report(new(cache.Statistics.Requests, null, "requests")); }
        }

        var statistics = cache.Statistics;
        return new CacheReport(tracePath, capacity, statistics.Requests, statistics.Hits, HitRate(statistics), statistics.Evictions);
    }

    private static double HitRate(CacheStatistics statistics) =>
        statistics.Requests == 0 ? 0 : Math.Round(100.0 * statistics.Hits / statistics.Requests, 2);
}
