using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace GraphMemory.Engine.ImportExport;

/// <summary>
/// What an import reads: a file, a folder or a .zip as one, by name. A gzip file is unpacked as it is read, whatever its name. Files come in
/// the order of their names, so that an interrupted import finds the same order again.
/// </summary>
public sealed class ImportSource : IDisposable
{
    /// <summary>Of so much a folder of small files is kept, which cost more to open than to hold.</summary>
    private const int KeptBytesMax = 64 << 20, KeptFileBytesMax = 64 << 10;

    private readonly ZipArchive? _zip;
    private readonly Dictionary<string, byte[]> _kept = new(StringComparer.Ordinal);
    private long _keptBytes;
    private long _bytesRead;

    private ImportSource(string path, ZipArchive? zip, bool isFolder, IReadOnlyList<string> names, long bytesTotal) =>
        (Path, _zip, IsFolder, Names, BytesTotal) = (path, zip, isFolder, names, bytesTotal);

    public string Path { get; }

    /// <summary>True for a folder or .zip.</summary>
    public bool IsFolder { get; }

    /// <summary>Files within, with '/' between folders, by name; of a single file its own name.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Bytes on disk, or unpacked bytes of a .zip.</summary>
    public long BytesTotal { get; }

    public long BytesRead => Interlocked.Read(ref _bytesRead);

    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="InvalidDataException">It is a damaged archive.</exception>
    public static ImportSource At(string path)
    {
        if (Directory.Exists(path)) { return OfFolder(path); }
        return IsZip(path) ? OfZip(path) : new ImportSource(path, null, isFolder: false, [System.IO.Path.GetFileName(path)], new FileInfo(path).Length);
    }

    /// <summary>The content of the one file.</summary>
    public Stream Open() => Open(Names[0]);

    /// <summary>The content of a file within; counts into <see cref="BytesRead"/>.</summary>
    public Stream Open(string name)
    {
        var raw = OpenAtMagic(name, out var isGzip);
        var counted = new CountedStream(raw, count => Interlocked.Add(ref _bytesRead, count));
        return isGzip ? new GZipStream(counted, CompressionMode.Decompress) : counted;
    }

    /// <summary>The same, for a look ahead that is no progress.</summary>
    public Stream Peek(string name)
    {
        var raw = OpenAtMagic(name, out var isGzip);
        return isGzip ? new GZipStream(raw, CompressionMode.Decompress) : raw;
    }

    public bool Has(string name) => Names.Contains(name, StringComparer.Ordinal);

    /// <summary>Names that end so, in any case of letters.</summary>
    public IEnumerable<string> NamesWithEnding(string ending) => Names.Where(name => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>One hash of all names and contents. What is small is read here once, and is what a later look finds.</summary>
    public string Sha256()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 18];
        foreach (var name in Names)
        {
            if (IsFolder) { hash.AppendData(Encoding.UTF8.GetBytes(name + "\0")); }
            using var stream = OpenRaw(name, bufferBytes: 0);
            var count = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            if (IsFolder) { Keep(name, buffer.AsSpan(0, count)); }
            for (; count > 0; count = stream.Read(buffer)) { hash.AppendData(buffer.AsSpan(0, count)); }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public void Dispose() => _zip?.Dispose();

    private static ImportSource OfFolder(string path)
    {
        // Hidden folders hold the state of other programs (.git, .obsidian), and links may lead in circles.
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint };
        var files = new DirectoryInfo(path).EnumerateFiles("*", options).ToList();
        var names = files.Select(file => System.IO.Path.GetRelativePath(path, file.FullName).Replace('\\', '/')).Order(StringComparer.Ordinal).ToList();
        return new ImportSource(path, null, isFolder: true, names, files.Sum(file => file.Length));
    }

    private static ImportSource OfZip(string path)
    {
        var zip = ZipFile.OpenRead(path);
        var entries = zip.Entries.Where(entry => !entry.FullName.EndsWith('/')).ToList();
        return new ImportSource(
            path, zip, isFolder: true, [.. entries.Select(entry => entry.FullName).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            entries.Sum(entry => entry.Length));
    }

    /// <param name="content">All of a file, or as much of a large one as fits the buffer.</param>
    private void Keep(string name, ReadOnlySpan<byte> content)
    {
        if (content.Length > KeptFileBytesMax || (_keptBytes += content.Length) > KeptBytesMax) { return; }
        _kept[name] = content.ToArray();
    }

    private Stream OpenRaw(string name, int bufferBytes = 1 << 14)
    {
        if (_kept.TryGetValue(name, out var content)) { return new MemoryStream(content, writable: false); }
        if (_zip is not null) { return (_zip.GetEntry(name) ?? throw new FileNotFoundException($"{Path} holds no {name}.")).Open(); }
        return new FileStream(
            IsFolder ? System.IO.Path.Combine(Path, name) : Path,
            new FileStreamOptions { Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = bufferBytes, Options = FileOptions.SequentialScan });
    }

    /// <summary>Opens a file and looks at its first bytes; an entry of a .zip cannot go back and is opened anew.</summary>
    private Stream OpenAtMagic(string name, out bool isGzip)
    {
        var stream = OpenRaw(name);
        Span<byte> magic = stackalloc byte[2];
        isGzip = stream.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic is [0x1F, 0x8B];
        if (stream.CanSeek)
        {
            stream.Position = 0;
            return stream;
        }

        stream.Dispose();
        return OpenRaw(name);
    }

    private static bool IsZip(string path)
    {
        using var stream = File.OpenRead(path);
        Span<byte> magic = stackalloc byte[4];
        return stream.ReadAtLeast(magic, 4, throwOnEndOfStream: false) == 4 && magic is [(byte)'P', (byte)'K', 3, 4];
    }
}
