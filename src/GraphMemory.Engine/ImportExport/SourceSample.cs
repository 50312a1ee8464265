using System.Text;

namespace GraphMemory.Engine.ImportExport;

/// <summary>What formats look at to tell whether a source is theirs: its names, and the beginnings of its files.</summary>
public sealed class SourceSample(ImportSource source)
{
    public const int HeadBytes = 64 << 10;

    private readonly Dictionary<string, byte[]> _heads = new(StringComparer.Ordinal);

    public string Path => source.Path;

    public bool IsFolder => source.IsFolder;

    public IReadOnlyList<string> Names => source.Names;

    /// <summary>The beginning of the one file, unpacked; empty for a folder.</summary>
    public ReadOnlySpan<byte> Head => IsFolder ? [] : HeadOf(Names[0]);

    /// <summary>The beginning as text, without a byte order mark.</summary>
    public string Text => IsFolder ? "" : TextOf(Names[0]);

    /// <summary>The beginning of a file within, unpacked.</summary>
    public ReadOnlySpan<byte> HeadOf(string name)
    {
        if (!_heads.TryGetValue(name, out var head)) { _heads[name] = head = Read(name); }
        return head;
    }

    public string TextOf(string name)
    {
        var head = HeadOf(name);
        return Encoding.UTF8.GetString(head.StartsWith(Encoding.UTF8.Preamble) ? head[3..] : head);
    }

    private byte[] Read(string name)
    {
        using var stream = source.Peek(name);
        var head = new byte[HeadBytes];
        try { return head[..stream.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false)]; }
        catch (InvalidDataException) { return []; }
    }
}
