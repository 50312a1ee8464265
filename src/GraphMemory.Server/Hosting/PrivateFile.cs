namespace GraphMemory.Server.Hosting;

/// <summary>Files that only their owner may read (0600 from the first byte on).</summary>
internal static class PrivateFile
{
    public static void Write(string path, string text)
    {
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) { options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite; }
        using var writer = new StreamWriter(path, options);
        writer.Write(text);
    }

    /// <summary>Readers see the old text or the new one, never a part.</summary>
    public static void Replace(string path, string text)
    {
        var own = $"{path}.{Environment.ProcessId}";
        Write(own, text);
        File.Move(own, path, overwrite: true);
    }
}
