namespace GraphMemory.BlackBox.Support;

/// <summary>A data folder of one test, gone with the test.</summary>
internal sealed class DataFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("graphmemory-test-").FullName;

    public string Combine(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>The database file, found by its first bytes (SQLite file format, 1.3.1).</summary>
    public string DatabaseFile => Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories)
        .Single(file => !file.EndsWith("-wal", StringComparison.Ordinal) && !file.EndsWith("-shm", StringComparison.Ordinal) && StartsLikeSqlite(file));

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static bool StartsLikeSqlite(string file)
    {
        Span<byte> first = stackalloc byte[16];
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return stream.ReadAtLeast(first, first.Length, throwOnEndOfStream: false) == first.Length && first.SequenceEqual("SQLite format 3\0"u8);
    }
}
