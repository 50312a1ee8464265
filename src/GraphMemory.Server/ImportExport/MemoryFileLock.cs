namespace GraphMemory.Server.ImportExport;

/// <summary>Lets one process at a time read or write a memory file. The system frees it when its holder dies.</summary>
internal static class MemoryFileLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <exception cref="IOException">Another process held the lock all the time.</exception>
    public static async Task<FileStream> TakeAsync(string lockPath, TimeSpan wait, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException exception) when (exception is not (DirectoryNotFoundException or PathTooLongException))
            {
                if (time.GetElapsedTime(started) > wait) { throw; }
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }
}
