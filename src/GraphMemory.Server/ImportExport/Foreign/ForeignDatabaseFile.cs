using GraphMemory.Engine.ImportExport;
using GraphMemory.Sqlite.Foreign;

namespace GraphMemory.Server.ImportExport.Foreign;

/// <summary>An SQLite file of another program; one that is packed is unpacked into a scratch folder first.</summary>
internal sealed class ForeignDatabaseFile : IDisposable
{
    private readonly ScratchFolder? _scratch;

    public ForeignDatabaseFile(string path) : this(ImportSource.At(path), null) { }

    /// <param name="name">Which of the files of a folder or archive; null for a source that is one file.</param>
    public ForeignDatabaseFile(ImportSource source, string? name)
    {
        var path = name is null ? source.Path : Path.Combine(source.Path, name);
        _scratch = File.Exists(path) && !IsGzip(path) ? null : new ScratchFolder(null);
        try
        {
            Database = ForeignDatabase.Open(_scratch is null ? path : Unpacked(source, name ?? source.Names[0], _scratch));
        }
        catch
        {
            _scratch?.Dispose();
            throw;
        }
    }

    public ForeignDatabase Database { get; }

    /// <summary>Whether a source is one such file.</summary>
    public static bool Is(ImportSource source)
    {
        if (source.IsFolder) { return false; }
        using var stream = source.Open();
        Span<byte> magic = stackalloc byte[16];
        return stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) == magic.Length && magic.SequenceEqual(ForeignDatabase.Magic);
    }

    public void Dispose()
    {
        Database.Dispose();
        _scratch?.Dispose();
    }

    private static bool IsGzip(string path)
    {
        using var stream = File.OpenRead(path);
        return stream.ReadByte() == 0x1F && stream.ReadByte() == 0x8B;
    }

    private static string Unpacked(ImportSource source, string name, ScratchFolder scratch)
    {
        var target = Path.Combine(scratch.Path, "unpacked.db");
        using var packed = source.Open(name);
        using var file = File.Create(target);
        packed.CopyTo(file);
        return target;
    }
}
