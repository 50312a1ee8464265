using System.Security.Cryptography;

namespace GraphMemory.Server.Hosting;

/// <summary>Files that only their owner may read (0600 from the first byte on), whole or not there at all.</summary>
internal static class PrivateFile
{
    /// <summary>Readers see the old text or the new one, never a part.</summary>
    public static void Replace(string path, string text) => File.Move(Write(path, text), path, overwrite: true);

    /// <summary>Of several that write at once, one wins and the others change nothing.</summary>
    public static void CreateOnce(string path, string text)
    {
        var own = Write(path, text);
        try { File.Move(own, path, overwrite: false); }
        catch (IOException) when (File.Exists(path)) { File.Delete(own); }
    }

    // Each writer has a file of its own until it is complete.
    private static string Write(string path, string text)
    {
        var own = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) { options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite; }
        using var writer = new StreamWriter(own, options);
        writer.Write(text);
        return own;
    }
}
