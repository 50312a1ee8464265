using Microsoft.Extensions.Logging;

namespace GraphMemory.Server.Hosting;

/// <summary>The background steps of a process that serves one client and has no host to drive them.</summary>
internal sealed class BackgroundWork(ILogger logger, TimeProvider time)
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(1);

    private readonly List<BackgroundLoop> _loops = [];
    private Task _first = Task.CompletedTask;

    /// <param name="first">Done at once, beside the caller.</param>
    public void Start(Action first, IEnumerable<BackgroundStep> steps)
    {
        var once = new BackgroundStep("start", Timeout.InfiniteTimeSpan, _ => first());
        _first = Task.Run(() => BackgroundLoop.RunOnce(once, logger), CancellationToken.None);
        foreach (var step in steps)
        {
            var loop = new BackgroundLoop(step, time, logger);
            _loops.Add(loop);
            loop.StartAsync(CancellationToken.None);
        }
    }

    /// <summary>False when a round was still in progress after a moment.</summary>
    public bool Stop() => Task.WaitAll([_first, .. _loops.Select(loop => loop.StopAsync(CancellationToken.None))], StopPatience);
}
