using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GraphMemory.Server.Hosting;

/// <summary>Something that a server does again and again.</summary>
internal sealed record BackgroundStep(string Name, TimeSpan Period, Action Run);

/// <summary>Drives one step. A step that fails is logged and tried again: one bad round never ends the loop.</summary>
internal sealed partial class BackgroundLoop(BackgroundStep step, TimeProvider time, ILogger<BackgroundLoop> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(step.Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) { RunOnce(); }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private void RunOnce()
    {
        try
        {
            step.Run();
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            LogFailed(logger, step.Name, fault);
        }
    }

    [LoggerMessage(10, LogLevel.Error, "The step {Step} failed and will be tried again")]
    private static partial void LogFailed(ILogger logger, string step, Exception fault);
}
