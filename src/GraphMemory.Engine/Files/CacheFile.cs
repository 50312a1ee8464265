namespace GraphMemory.Engine.Files;

/// <summary>How files that are caches are written and thrown away: only the owner reads them, and a reader sees all of one or nothing.</summary>
internal static class CacheFile
{
    /// <summary>Writes beside the name and renames; false when the folder cannot take it, which costs speed and nothing else.</summary>
    public static bool TryWrite(string path, Action<Stream> write)
    {
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using (var stream = new FileStream(temporary, OwnerOnly())) { write(stream); }
            File.Move(temporary, path, overwrite: true);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
        finally
        {
            TryDelete(temporary); // there is one only when the write did not come to its end
        }
    }

    public static void TryDelete(string path)
    {
        try { File.Delete(path); }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Another process holds it open on a system that minds; the next one to tidy up deletes it.
        }
    }

    /// <summary>Holds the right to write in a folder among all processes; null when another has it.</summary>
    public static IDisposable? TryLock(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static FileStreamOptions OwnerOnly()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 1 << 20 };
        if (!OperatingSystem.IsWindows()) { options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite; }
        return options;
    }
}
