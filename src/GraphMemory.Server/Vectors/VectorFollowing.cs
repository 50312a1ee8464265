using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Vectors;
using Microsoft.Extensions.Logging;

namespace GraphMemory.Server.Vectors;

/// <summary>Lets the vectors follow the log in the background, a few seconds of work at a time.</summary>
internal sealed partial class VectorFollowing(VectorMemory vectors, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan RoundMax = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stopping = new();
    private string _told = "";

    public void Run(IReadOnlyList<Workspace> workspaces, ILogger logger)
    {
        if (!vectors.IsOn) { return; }
        var began = time.GetTimestamp();
        try
        {
            foreach (var workspace in workspaces)
            {
                while (time.GetElapsedTime(began) < RoundMax && Step(workspace, logger)) { }
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // What was not embedded is embedded by the next process.
        }
    }

    public void Stop() => _stopping.Cancel();

    public void Dispose() => _stopping.Dispose();

    private bool Step(Workspace workspace, ILogger logger)
    {
        var step = vectors.StepAsync(workspace.Id, _stopping.Token).GetAwaiter().GetResult();
        var told = step.Problem?.ToString() ?? "";
        if (told != _told && told.Length > 0) { LogFailed(logger, told); }
        if (told != _told && told.Length == 0) { LogAgain(logger); }
        _told = told;
        return step.IsSuccess && step.Value;
    }

    [LoggerMessage(40, LogLevel.Warning, "Texts are not embedded for now, text and graph answer: {Problem}")]
    private static partial void LogFailed(ILogger logger, string problem);

    [LoggerMessage(41, LogLevel.Information, "Texts are embedded again")]
    private static partial void LogAgain(ILogger logger);
}
