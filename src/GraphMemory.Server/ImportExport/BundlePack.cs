using System.Formats.Tar;
using System.IO.Compression;

namespace GraphMemory.Server.ImportExport;

/// <summary>A bundle is a folder, or that folder as one .zip or .tar file.</summary>
internal static class BundlePack
{
    private const int TarMagicOffset = 257;

    private enum Kind
    {
        None,
        Zip,
        Tar,
    }

    public static bool IsPacked(string path) => KindOf(path) != Kind.None;

    public static bool IsPackName(string path) =>
        Path.GetExtension(path).Equals(".zip", StringComparison.OrdinalIgnoreCase) || Path.GetExtension(path).Equals(".tar", StringComparison.OrdinalIgnoreCase);

    public static void Pack(string folder, string target)
    {
        var temporary = target + ".tmp";
        File.Delete(temporary);
        if (Path.GetExtension(target).Equals(".zip", StringComparison.OrdinalIgnoreCase)) { ZipFile.CreateFromDirectory(folder, temporary); }
        else { TarFile.CreateFromDirectory(folder, temporary, includeBaseDirectory: false); }
        File.Move(temporary, target, overwrite: true);
    }

    /// <summary>Takes out the files that a bundle has, by name, and nothing else that an archive may hold (CWE-22).</summary>
    public static void Unpack(string source, string folder)
    {
        if (KindOf(source) == Kind.Zip)
        {
            using var zip = ZipFile.OpenRead(source);
            foreach (var entry in zip.Entries.Where(entry => BundleReader.FileNames.Contains(entry.FullName)))
            {
                entry.ExtractToFile(Path.Combine(folder, entry.FullName), overwrite: true);
            }

            return;
        }

        using var tar = new TarReader(File.OpenRead(source));
        while (tar.GetNextEntry() is { } entry)
        {
            var name = entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name;
            if (BundleReader.FileNames.Contains(name)) { entry.ExtractToFile(Path.Combine(folder, name), overwrite: true); }
        }
    }

    private static Kind KindOf(string path)
    {
        if (!File.Exists(path)) { return Kind.None; }
        Span<byte> head = stackalloc byte[TarMagicOffset + 5];
        using var stream = File.OpenRead(path);
        var count = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (head[..count].StartsWith("PK\x03\x04"u8)) { return Kind.Zip; }
        return count == head.Length && head[TarMagicOffset..].SequenceEqual("ustar"u8) ? Kind.Tar : Kind.None;
    }
}
