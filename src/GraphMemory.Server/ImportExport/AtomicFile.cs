namespace GraphMemory.Server.ImportExport;

/// <summary>Replaces a file as a whole: readers see the old one or the new one, also after a power cut.</summary>
internal static class AtomicFile
{
    /// <summary>Readable by the owner alone: a memory is private.</summary>
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void Write(string path, Action<Stream> write)
    {
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, Options(path)))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>An existing file keeps its mode.</summary>
    private static FileStreamOptions Options(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 64 << 10 };
        if (!OperatingSystem.IsWindows()) { options.UnixCreateMode = File.Exists(path) ? File.GetUnixFileMode(path) : OwnerOnly; }
        return options;
    }
}
