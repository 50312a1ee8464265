using System.Collections.Immutable;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Queries;
using GraphMemory.Server.Rest;

namespace GraphMemory.Server.Graph;

/// <summary>Which events a reader wants; an empty list does not restrict.</summary>
internal sealed record EventFilter(ImmutableArray<string> Kinds, ImmutableArray<string> Entities)
{
    public static ImmutableArray<string> Names { get; } = [.. Enum.GetValues<LogEventKind>().Select(ChangeShape.EventName)];

    public bool Takes(Change change) =>
        (Kinds.IsEmpty || Kinds.Contains(ChangeShape.EventName(change.Event.Kind)))
        && (Entities.IsEmpty || Entities.Any(name => change.Entity?.Name == name || change.Fact?.Subject == name || change.Fact?.Object == name));
}

/// <summary>
/// One reader of the log. It reads the log itself, page by page and no faster than its connection takes it, so that a slow reader costs no
/// memory; one that takes nothing for a while is let go, and comes back with the id of the last event that it got.
/// </summary>
internal sealed class EventStream(RestCall call, Workspace workspace, EventFilter filter)
{
    private const int EventsPerPage = 500;
    private static readonly TimeSpan HeartbeatEvery = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly PipeWriter _output = call.Http.Response.BodyWriter;

    public async Task RunAsync(long position)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(call.Aborted, call.Host.Stopping);
        using var grown = new SemaphoreSlim(0, 1);
        using var subscription = call.Host.Watch.Subscribe(workspace.Name, position, _ => Signal(grown));
        var headers = call.Http.Response.Headers;
        (headers.ContentType, headers.CacheControl, headers["X-Accel-Buffering"]) = (RestContent.Events, "no-store", "no");
        Write($": the log of {Line(workspace.Name)} after {Text(position)}\n\n");
        try
        {
            while (await SendAsync(stop.Token) && Next(ref position) is { } page)
            {
                if (page.IsLast && !await SendAsync(stop.Token)) { break; }
                if (page.IsLast && !await grown.WaitAsync(HeartbeatEvery, stop.Token)) { Write(": still here\n\n"); }
            }
        }
        catch (OperationCanceledException)
        {
            // The reader has gone, or the server stops; both know where to go on.
        }
    }

    /// <summary>Writes the next page and moves on; null when the stream has ended.</summary>
    private Sent? Next(ref long position)
    {
        var changes = call.Memory.Queries.ChangesSince(workspace.Id, position, EventsPerPage);
        if (!changes.IsSuccess || changes.Value.WasTrimmed)
        {
            Write($"event: trimmed\ndata: {{\"after\":{Text(position)},\"snapshot\":\"{RestEndpoints.Root}/export\"}}\n\n");
            return null;
        }

        var last = position;
        foreach (var change in changes.Value.Events.Where(filter.Takes)) { Write(change, ref last); }
        position = changes.Value.Cursor;

        // Whoever comes back need not be shown again what the filter left out.
        if (last < position) { Write($"id: {Text(position)}\n\n"); }
        return new Sent(position == changes.Value.HeadSeq);
    }

    private void Write(Change change, ref long last)
    {
        last = change.Event.Seq;
        Write($"id: {Text(last)}\nevent: {ChangeShape.EventName(change.Event.Kind)}\ndata: ");
        using (var writer = new Utf8JsonWriter(_output, RestJson.Compact))
        {
            JsonSerializer.Serialize(writer, ChangeShape.Of(change), GraphShapeJson.Default.ChangeShape);
        }

        Write("\n\n");
    }

    /// <summary>False when the reader took nothing for too long, or is gone.</summary>
    private async Task<bool> SendAsync(CancellationToken stop)
    {
        var flush = _output.FlushAsync(stop).AsTask();
        try
        {
            var result = await flush.WaitAsync(Patience, call.Host.Time, stop);
            return !result.IsCompleted;
        }
        catch (TimeoutException)
        {
            Write("event: dropped\ndata: {\"reason\":\"the reader took nothing for 30 seconds\"}\n\n");
            return false;
        }
    }

    private void Write(string text) => Encoding.UTF8.GetBytes(text, _output);

    private static Task Signal(SemaphoreSlim grown)
    {
        if (grown.CurrentCount == 0) { grown.Release(); }
        return Task.CompletedTask;
    }

    private static string Line(string text) => text.ReplaceLineEndings(" ");

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private readonly record struct Sent(bool IsLast);
}
