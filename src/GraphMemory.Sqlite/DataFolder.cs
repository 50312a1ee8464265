namespace GraphMemory.Sqlite;

/// <summary>The folder that holds one store and what runs beside it. Only its owner may read it.</summary>
public sealed class DataFolder(string path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public string DatabasePath => System.IO.Path.Combine(Path, "graphmemory.db");

    /// <summary>The write-ahead log beside the database.</summary>
    public string WalPath => DatabasePath + "-wal";

    /// <summary>Files that make a start fast; they may be deleted at any time.</summary>
    public string IndexPath => System.IO.Path.Combine(Path, "index");

    /// <summary>How far interrupted imports came.</summary>
    public string ImportsPath => System.IO.Path.Combine(Path, "imports");

    /// <summary>How far the mirrors of memory files are in step with the store.</summary>
    public string MirrorsPath => System.IO.Path.Combine(Path, "memory-files");

    /// <summary>Which plugins are wanted, and how they are set up.</summary>
    public string PluginsFilePath => System.IO.Path.Combine(Path, "plugins.json");

    /// <summary>What was decided about plugins, a line of JSON each.</summary>
    public string PluginsAuditPath => System.IO.Path.Combine(Path, "plugins-audit.jsonl");

    /// <summary>Manifests of plugins that are processes of their own.</summary>
    public string PluginsPath => System.IO.Path.Combine(Path, "plugins");

    /// <summary>Where a running server on this folder listens.</summary>
    public string ServerFilePath => System.IO.Path.Combine(Path, "server.json");

    public string TokenPath => System.IO.Path.Combine(Path, "token");

    /// <summary>Creates the folder, 0700, when it does not exist. An existing folder keeps its mode.</summary>
    public void Create()
    {
        if (Directory.Exists(Path)) { return; }
        if (OperatingSystem.IsWindows()) { Directory.CreateDirectory(Path); }
        else { Directory.CreateDirectory(Path, OwnerOnly | UnixFileMode.UserExecute); }
    }

    /// <summary>
    /// Makes a file 0600. By path, without opening it: closing any descriptor of a file drops this process's POSIX locks on it, which
    /// SQLite relies on (https://sqlite.org/howtocorrupt.html, 2.2).
    /// </summary>
    public static void Protect(string filePath)
    {
        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(filePath) != OwnerOnly) { File.SetUnixFileMode(filePath, OwnerOnly); }
    }
}
