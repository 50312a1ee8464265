using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GraphMemory.Server.Hosting;

/// <summary>Something that a server does again and again.</summary>
internal sealed record BackgroundStep(string Name, TimeSpan Period, Action<ILogger> Run);

/// <summary>Drives one step. A step that fails is logged and tried again: one bad round never ends the loop.</summary>
internal sealed partial class BackgroundLoop(BackgroundStep step, TimeProvider time, ILogger logger) : IHostedService, IDisposable
{
    private readonly PeriodicTimer _timer = new(step.Period, time);
    private Task _rounds = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _rounds = RunAsync();
        return Task.CompletedTask;
    }

    /// <summary>Waits for the round in progress.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _timer.Dispose();
        return _rounds.WaitAsync(cancellationToken);
    }

    public void Dispose() => _timer.Dispose();

    private async Task RunAsync()
    {
        while (await _timer.WaitForNextTickAsync()) { RunOnce(step, logger); }
    }

    /// <summary>One round; its failure is logged.</summary>
    public static void RunOnce(BackgroundStep step, ILogger logger)
    {
        try
        {
            step.Run(logger);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            LogFailed(logger, step.Name, fault);
        }
    }

    [LoggerMessage(10, LogLevel.Error, "The step {Step} failed and will be tried again")]
    private static partial void LogFailed(ILogger logger, string step, Exception fault);
}
