using System.Runtime.InteropServices;

namespace GraphMemory.Server.Mcp;

/// <summary>
/// An IDE that crashes may leave the pipe open in another child of its own. So the parent is watched too: on Unix an orphan is given
/// another parent. On Windows the closed pipe has to do.
/// </summary>
internal static partial class ParentProcess
{
    /// <summary>Completes when this process was orphaned.</summary>
    public static async Task WaitForEndAsync(TimeSpan interval, TimeProvider time, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows()) { await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken); }
        await WaitForChangeAsync(ParentId, interval, time, cancellationToken);
    }

    internal static async Task WaitForChangeAsync(Func<int> parentId, TimeSpan interval, TimeProvider time, CancellationToken cancellationToken)
    {
        var first = parentId();
        using var timer = new PeriodicTimer(interval, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (parentId() != first) { return; }
        }
    }

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int ParentId();
}
