using System.Text;

namespace GraphMemory.Server.Bench.Rest;

/// <param name="RequestsPerSecond">Answered, over the time of the measurement.</param>
/// <param name="Errors">Answers that were not the expected status.</param>
internal sealed record LoadReport(string Name, int Connections, double RequestsPerSecond, Memory.LatencyMs Latency, int Errors);

/// <summary>A closed loop: each connection sends its next request when the last one is answered.</summary>
/// <param name="Request">The n-th request of a connection.</param>
internal sealed record LoadPlan(string Name, int Connections, int Seconds, int ExpectedStatus, Func<int, int, byte[]> Request)
{
    /// <summary>Between an answer and the next request of a connection.</summary>
    public TimeSpan Pause { get; init; }
}

internal sealed class Load(Uri address, string token, TimeProvider time)
{
    /// <summary>Not counted: connections are made, code and caches become warm.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    public async Task<LoadReport> RunAsync(LoadPlan plan, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var connections = Enumerable.Range(0, plan.Connections).Select(index => Task.Run(() => LoopAsync(plan, index, began, cancellationToken), cancellationToken)).ToList();
        var measured = await Task.WhenAll(connections);
        var latencies = measured.SelectMany(one => one.LatenciesMs).ToList();
        return new LoadReport(
            plan.Name, plan.Connections, Math.Round(latencies.Count / (double)plan.Seconds), Memory.LatencyMs.Of(Percentiles.Of(latencies)), measured.Sum(one => one.Errors));
    }

    public byte[] Get(string path) => Encoding.UTF8.GetBytes($"GET {path} HTTP/1.1\r\nHost: {address.Authority}\r\n\r\n");

    public byte[] Post(string path, string json)
    {
        var body = Encoding.UTF8.GetBytes(json);
        var head = Encoding.UTF8.GetBytes($"POST {path} HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n");
        return [.. head, .. body];
    }

    private async Task<(List<double> LatenciesMs, int Errors)> LoopAsync(LoadPlan plan, int index, long began, CancellationToken cancellationToken)
    {
        using var connection = await LoadConnection.OpenAsync(address, cancellationToken);
        var (latencies, errors, end) = (new List<double>(), 0, WarmUp + TimeSpan.FromSeconds(plan.Seconds));
        for (var number = 0; ; number++)
        {
            var request = plan.Request(index, number);
            var sent = time.GetTimestamp();
            var status = await connection.SendAsync(request, cancellationToken);
            var answered = time.GetTimestamp();
            if (status != plan.ExpectedStatus) { errors++; }
            var elapsed = time.GetElapsedTime(began, answered);
            if (elapsed >= end) { return (latencies, errors); }
            if (plan.Pause > TimeSpan.Zero) { await Task.Delay(plan.Pause, time, cancellationToken); }
            if (elapsed >= WarmUp) { latencies.Add(time.GetElapsedTime(sent, answered).TotalMilliseconds); }
        }
    }
}
