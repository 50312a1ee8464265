using System.Collections.Concurrent;
using System.Globalization;
using GraphMemory.Engine.Errors;
using GraphMemory.Server.Configuration;
using GraphMemory.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace GraphMemory.Server.Http;

/// <summary>
/// At most so many requests a minute for each client, by a token bucket: the holder of the token is one
/// client, everybody else is known by their address. Off unless <c>server.rate_limit_per_minute</c> is set.
/// </summary>
internal sealed class RateGate(RequestDelegate next, LiveConfiguration configuration, LocalToken token, TimeProvider time)
{
    public const string ExposedHeaders = "X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, X-RateLimit-Window";

    /// <summary>Clients known at a time; beyond that those that have not asked for a while are forgotten.</summary>
    private const int ClientsMax = 10_000;

    private const int WindowSeconds = 60;

    private readonly ConcurrentDictionary<string, TokenBucket> _buckets = new(StringComparer.Ordinal);

    public Task InvokeAsync(HttpContext context)
    {
        var options = configuration.Options.Server;
        if (options.RateLimitPerMinute == 0) { return next(context); }
        var now = time.GetTimestamp();
        var taken = BucketOf(context, now).Take(options.RateLimitPerMinute / (double)WindowSeconds, options.RateLimitBurst, time.GetElapsedTime(0, now).TotalSeconds);
        var headers = context.Response.Headers;
        headers["X-RateLimit-Limit"] = Text(options.RateLimitPerMinute);
        headers["X-RateLimit-Remaining"] = Text(taken.Remaining);
        headers["X-RateLimit-Reset"] = Text(taken.FullInSeconds);
        headers["X-RateLimit-Window"] = Text(WindowSeconds);
        if (taken.IsTaken) { return next(context); }
        headers.RetryAfter = Text(taken.NextInSeconds);
        return ProblemResponses.WriteAsync(context, HttpProblems.TooMany.With(
            $"This client made more than {options.RateLimitPerMinute} requests a minute.",
            new FieldProblem("request", "comes too soon", $"Wait {taken.NextInSeconds} s, or raise server.rate_limit_per_minute.")));
    }

    private TokenBucket BucketOf(HttpContext context, long now)
    {
        var client = ClientOf(context);
        if (_buckets.TryGetValue(client, out var known)) { return known; }
        if (_buckets.Count >= ClientsMax) { Forget(time.GetElapsedTime(0, now).TotalSeconds); }
        return _buckets.GetOrAdd(client, static _ => new TokenBucket());
    }

    // A bucket that nobody took from for a window is as full as a new one, or nearly so.
    private void Forget(double nowSeconds)
    {
        foreach (var (client, bucket) in _buckets)
        {
            if (nowSeconds - bucket.LastSeconds > WindowSeconds) { _buckets.TryRemove(client, out _); }
        }

        if (_buckets.Count >= ClientsMax) { _buckets.Clear(); }
    }

    private string ClientOf(HttpContext context) => TokenGate.IsHolder(context.Request, token)
        ? "token"
        : context.Connection.RemoteIpAddress?.ToString() ?? "unknown";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <param name="Remaining">Requests that could be made at once from here.</param>
/// <param name="FullInSeconds">When the bucket is full again if nobody asks.</param>
/// <param name="NextInSeconds">When one more request is possible.</param>
internal readonly record struct TakenToken(bool IsTaken, int Remaining, int FullInSeconds, int NextInSeconds);

/// <summary>Fills at a steady rate up to its size; each request takes one.</summary>
internal sealed class TokenBucket
{
    private readonly Lock _gate = new();
    private double _missing;

    public double LastSeconds { get; private set; }

    public TakenToken Take(double perSecond, int size, double nowSeconds)
    {
        lock (_gate)
        {
            _missing = Math.Clamp(_missing - ((nowSeconds - LastSeconds) * perSecond), 0, size);
            LastSeconds = nowSeconds;
            var isTaken = _missing + 1 <= size;
            if (isTaken) { _missing += 1; }
            var next = Math.Max(0, _missing + 1 - size);
            return new(isTaken, (int)(size - _missing), Seconds(_missing / perSecond), Seconds(next / perSecond));
        }
    }

    private static int Seconds(double seconds) => (int)Math.Ceiling(seconds);
}
