namespace GraphMemory.Server.Care;

/// <summary>Tells which files that facts come from are gone. A path is looked for below the folder in use and, when it is absolute, where it says.</summary>
internal static class SourceFiles
{
    /// <summary>A file is gone only when the folder that would hold it is there: another machine's paths say nothing here.</summary>
    public static Func<string, bool> GoneBelow(string root) => file =>
    {
        var name = file.Split('#')[0];
        if (name.Length == 0 || name.Contains("://", StringComparison.Ordinal) || name.Contains('\0', StringComparison.Ordinal)) { return false; }
        var path = Path.GetFullPath(name, Path.GetFullPath(root));
        return Directory.Exists(Path.GetDirectoryName(path)) && !File.Exists(path) && !Directory.Exists(path);
    };
}
