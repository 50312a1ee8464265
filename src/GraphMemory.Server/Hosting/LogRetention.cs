using GraphMemory.Engine.Graph;
using Microsoft.Extensions.Logging;

namespace GraphMemory.Server.Hosting;

/// <summary>
/// Trims log events that are older than the retention. Facts and their history stay; a reader of changes whose cursor falls behind is
/// told so and given the whole graph.
/// </summary>
/// <param name="daysToKeep">0 keeps everything; asked for in each round.</param>
internal sealed partial class LogRetention(IGraphStore store, Func<int> daysToKeep, TimeProvider time)
{
    /// <summary>Events of one transaction: other writers wait no longer than for these.</summary>
    private const int EventsPerStep = 20_000;

    public void Run(ILogger logger)
    {
        var days = daysToKeep();
        if (days == 0 || !store.State.IsWritable) { return; }
        var olderThanMs = time.GetUtcNow().AddDays(-days).ToUnixTimeMilliseconds();
        foreach (var workspace in store.Workspaces())
        {
            if (Trim(workspace, olderThanMs) is > 0 and var count) { LogTrimmed(logger, workspace.Name, count, days); }
        }
    }

    private long Trim(Workspace workspace, long olderThanMs)
    {
        var last = store.Read(workspace.Id, read => read.SeqAt(olderThanMs));
        var first = workspace.LogStartSeq;
        for (var seq = first - 1; seq < last;)
        {
            seq = Math.Min(last, seq + EventsPerStep);
            var step = seq;
            var written = store.WriteAsync<long>(workspace.Id, write =>
            {
                write.TrimLog(step);
                return step;
            }, CancellationToken.None).GetAwaiter().GetResult();
            if (!written.IsSuccess) { throw new StoreFaultException(written.Problem); }
        }

        return Math.Max(0, last - first + 1);
    }

    [LoggerMessage(30, LogLevel.Information, "Trimmed {Count} events of the log of {Workspace} that are older than {Days} days")]
    private static partial void LogTrimmed(ILogger logger, string workspace, long count, int days);
}
