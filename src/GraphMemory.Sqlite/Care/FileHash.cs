using System.Security.Cryptography;

namespace GraphMemory.Sqlite.Care;

/// <summary>SHA-256 of a backup, kept beside it in the format of <c>sha256sum</c>. Never used on a database that is open: see <see cref="DataFolder.Protect"/>.</summary>
internal static class FileHash
{
    public static string Of(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    public static string SidecarPath(string path) => path + ".sha256";

    public static void WriteSidecar(string path, string hash) =>
        File.WriteAllText(SidecarPath(path), $"{hash}  {Path.GetFileName(path)}\n");

    /// <summary>Null when no hash was kept.</summary>
    public static string? ReadSidecar(string path) =>
        File.Exists(SidecarPath(path)) ? File.ReadAllText(SidecarPath(path)).Split(' ')[0].Trim() : null;
}
