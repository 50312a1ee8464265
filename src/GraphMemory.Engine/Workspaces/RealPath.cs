namespace GraphMemory.Engine.Workspaces;

/// <summary>The one path of a file system entry, whatever links lead to it.</summary>
internal static class RealPath
{
    /// <summary>As many links in a row as Linux follows (path_resolution(7)); more are a circle.</summary>
    private const int LinksMax = 40;

    /// <summary>The path with every link on the way resolved; what does not exist is kept as it is written.</summary>
    public static string Of(string path)
    {
        var links = 0;
        return Path.TrimEndingDirectorySeparator(Resolve(Path.GetFullPath(path), ref links));
    }

    private static string Resolve(string path, ref int links)
    {
        if (Path.GetDirectoryName(path) is not { } parent) { return path; }
        var resolved = Path.Combine(Resolve(parent, ref links), Path.GetFileName(path));
        if (links >= LinksMax || new DirectoryInfo(resolved).LinkTarget is not { } target) { return resolved; }
        links++;
        return Resolve(Path.GetFullPath(target, Path.GetDirectoryName(resolved)!), ref links);
    }
}
