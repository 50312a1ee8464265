using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using GraphMemory.Engine.Analytics.Live;
using GraphMemory.Engine.Graph;
using GraphMemory.Server.Rest;

namespace GraphMemory.Server.Analytics;

/// <summary>One change among the top ranks.</summary>
/// <param name="Before">Null when it was not among the top.</param>
/// <param name="Rank">Null when it is no longer among the top.</param>
internal sealed record RankShape(string Name, int? Before, int? Rank);

/// <summary>What a stretch of the log did to the top ranks.</summary>
internal sealed record RankingShape(long Seq, RankShape[] Changes);

/// <summary>One reader of the top of a workspace's PageRank (server-sent events): first the whole top, then each change as the log grows.</summary>
internal sealed class RankingStream(RestCall call, Workspace workspace, int top)
{
    private static readonly TimeSpan HeartbeatEvery = TimeSpan.FromSeconds(15);

    private readonly PipeWriter _output = call.Http.Response.BodyWriter;

    public async Task RunAsync()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(call.Aborted, call.Host.Stopping);
        using var grown = new SemaphoreSlim(0, 1);
        using var subscription = call.Host.Watch.Subscribe(workspace.Name, workspace.HeadSeq, _ => Signal(grown));
        var headers = call.Http.Response.Headers;
        (headers.ContentType, headers.CacheControl, headers["X-Accel-Buffering"]) = (RestContent.Events, "no-store", "no");
        var (follower, isFirst) = (new RankingFollower(call.Memory.Store, workspace.Id, top), true);
        try
        {
            while (true)
            {
                var step = await Task.Run(() => follower.Step(stop.Token), stop.Token);
                if (isFirst || !step.Changes.IsEmpty) { Write(step); }
                isFirst = false;
                if ((await _output.FlushAsync(stop.Token)).IsCompleted) { return; }
                if (step.IsLast && !await grown.WaitAsync(HeartbeatEvery, stop.Token)) { Encoding.UTF8.GetBytes(": still here\n\n", _output); }
            }
        }
        catch (OperationCanceledException)
        {
            // The reader has gone, or the server stops.
        }
    }

    private void Write(RankingStep step)
    {
        Encoding.UTF8.GetBytes(FormattableString.Invariant($"id: {step.Seq}\nevent: ranks\ndata: "), _output);
        var shape = new RankingShape(step.Seq, [.. step.Changes.Select(change => new RankShape(change.Name, change.RankBefore, change.Rank))]);
        using (var writer = new Utf8JsonWriter(_output, RestJson.Compact)) { JsonSerializer.Serialize(writer, shape, RankingJson.Default.RankingShape); }
        Encoding.UTF8.GetBytes("\n\n", _output);
    }

    private static Task Signal(SemaphoreSlim grown)
    {
        if (grown.CurrentCount == 0) { grown.Release(); }
        return Task.CompletedTask;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RankingShape))]
internal sealed partial class RankingJson : JsonSerializerContext;
