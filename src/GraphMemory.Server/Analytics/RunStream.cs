using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using GraphMemory.Engine.Analytics.Runs;
using GraphMemory.Server.Rest;

namespace GraphMemory.Server.Analytics;

/// <summary>One reader of the progress of a run (server-sent events); a slow reader sees fewer steps.</summary>
internal sealed class RunStream(RestCall call, BackgroundRun run)
{
    private readonly PipeWriter _output = call.Http.Response.BodyWriter;

    public async Task RunAsync(string workspace)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(call.Aborted, call.Host.Stopping);
        var headers = call.Http.Response.Headers;
        (headers.ContentType, headers.CacheControl, headers["X-Accel-Buffering"]) = (RestContent.Events, "no-store", "no");
        try
        {
            for (var isOver = false; !isOver;)
            {
                isOver = run.Answer.IsCompleted;
                var state = RunStateShape.Of(run, workspace, RunBody.TopDefault);
                Write(isOver ? "end" : "progress", state);
                if ((await _output.FlushAsync(stop.Token)).IsCompleted) { return; }
                if (!isOver) { await run.NextAsync(state.Progress, stop.Token); }
            }
        }
        catch (OperationCanceledException)
        {
            // The reader has gone, or the server stops; the run goes on.
        }
    }

    private void Write(string name, RunStateShape state)
    {
        Encoding.UTF8.GetBytes($"event: {name}\ndata: ", _output);
        using (var writer = new Utf8JsonWriter(_output, RestJson.Compact)) { JsonSerializer.Serialize(writer, state, RunStateJson.Default.RunStateShape); }
        Encoding.UTF8.GetBytes("\n\n", _output);
    }
}
