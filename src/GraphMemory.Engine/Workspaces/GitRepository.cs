using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace GraphMemory.Engine.Workspaces;

/// <summary>
/// A git repository, read from its files (gitrepository-layout(5)): git itself is not run, so that a start costs a few looks at the disk.
/// </summary>
/// <param name="CommonFolder">Real path of the folder that all work trees of the repository share.</param>
public sealed record GitRepository(string CommonFolder)
{
    private const int LinkBytesMax = 8_192;
    private const int ConfigBytesMax = 1 << 20;
    private const int LabelLengthMax = 100;

    /// <summary>The repository that a folder belongs to: its own, or that of the nearest folder above which has one.</summary>
    public static GitRepository? Containing(string folder)
    {
        try
        {
            for (string? at = Path.GetFullPath(folder); at is not null; at = Path.GetDirectoryName(at))
            {
                if (GitFolderAt(at) is { } git) { return new GitRepository(RealPath.Of(CommonOf(git))); }
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // What cannot be read is no repository to us.
        }

        return null;
    }

    /// <summary>
    /// A readable name that no other repository of this machine has: the name of the main work tree's folder, and a hash of the place.
    /// </summary>
    public string StableName => $"{Label}-{(uint)XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(PlaceKey)):x8}";

    /// <summary>What the repository's own configuration says: <c>git config graphmemory.workspace NAME</c>; null when it says nothing.</summary>
    public string? ConfiguredName =>
        ReadShort(Path.Combine(CommonFolder, "config"), ConfigBytesMax) is { } text
        && GitConfigFile.Value(text, "graphmemory", "workspace") is { Length: > 0 } name
            ? name
            : null;

    // Paths of Windows have no case.
    private string PlaceKey => OperatingSystem.IsWindows() ? CommonFolder.ToUpperInvariant() : CommonFolder;

    // /code/parser/.git and /code/parser/.bare belong to parser, /srv/parser.git is it; a submodule lies in .git/modules under its own name.
    private string Label
    {
        get
        {
            var name = Path.GetFileName(CommonFolder);
            if (name.StartsWith('.')) { name = Path.GetFileName(Path.GetDirectoryName(CommonFolder)) ?? ""; }
            if (name.EndsWith(".git", StringComparison.OrdinalIgnoreCase)) { name = name[..^4]; }
            var plain = string.Concat(name.Select(c => char.IsControl(c) || char.IsWhiteSpace(c) ? '-' : c));
            return plain.Length == 0 ? "repository" : plain[..Math.Min(plain.Length, LabelLengthMax)];
        }
    }

    private static string? GitFolderAt(string folder)
    {
        var inside = Path.Combine(folder, ".git");
        if (Directory.Exists(inside) && IsGitFolder(inside)) { return inside; }
        if (File.Exists(inside) && LinkedFrom(inside, folder) is { } linked && IsGitFolder(linked)) { return linked; }
        return IsGitFolder(folder) ? folder : null; // bare, or a folder inside .git
    }

    /// <summary>Work trees and submodules have a file <c>.git</c> that tells where the rest is.</summary>
    private static string? LinkedFrom(string file, string folder)
    {
        const string mark = "gitdir:";
        return ReadShort(file, LinkBytesMax) is { } text && text.StartsWith(mark, StringComparison.Ordinal) && !text.Contains('\0', StringComparison.Ordinal)
            ? Path.GetFullPath(text[mark.Length..].Trim(), folder)
            : null;
    }

    private static bool IsGitFolder(string folder)
    {
        if (!File.Exists(Path.Combine(folder, "HEAD"))) { return false; }
        var common = CommonOf(folder);
        return Directory.Exists(Path.Combine(common, "objects")) && Directory.Exists(Path.Combine(common, "refs"));
    }

    private static string CommonOf(string gitFolder) =>
        ReadShort(Path.Combine(gitFolder, "commondir"), LinkBytesMax)?.Trim() is { Length: > 0 } common ? Path.GetFullPath(common, gitFolder) : gitFolder;

    private static string? ReadShort(string path, int bytesMax) =>
        new FileInfo(path) is { Exists: true } file && file.Length <= bytesMax ? File.ReadAllText(path) : null;
}
