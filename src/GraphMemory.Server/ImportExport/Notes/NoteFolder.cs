using System.Text;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Vault;

namespace GraphMemory.Server.ImportExport.Notes;

/// <summary>
/// Notes of other programs. Links name files, titles or permalinks, so the heads of all notes are read first: whatever a link uses, it leads
/// to the entity of that note.
/// </summary>
internal sealed class NoteFolder
{
    private const int HeadBytesMax = 64 << 10;

    private readonly ImportOptions _options;
    private readonly Dictionary<string, string> _names = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="files">The notes whose heads are read.</param>
    public NoteFolder(ImportSource source, IEnumerable<string> files, ImportOptions options)
    {
        _options = options;
        foreach (var file in files.Where(VaultFormat.IsNote)) { Learn(source, file); }
    }

    public IEnumerable<SourceItem> Read(string file, IEnumerable<string> lines) => new NoteReader(file, _options, NameOf).Read(lines);

    /// <summary>The name of the entity that a link means.</summary>
    private string NameOf(string link)
    {
        var target = link.Split('#')[0].Trim();
        if (VaultFormat.IsNote(target)) { target = target[..^VaultFormat.Ending.Length]; }
        return _names.GetValueOrDefault(target) ?? (target.Contains('/', StringComparison.Ordinal) ? _names.GetValueOrDefault(NoteReader.StemOf(target)) : null) ?? target;
    }

    private void Learn(ImportSource source, string file)
    {
        var head = HeadOf(source, file);
        if ((head.Text("title") ?? head.Text("name")) is not { } title) { return; }
        _names.TryAdd(NoteReader.StemOf(file), title);
        _names.TryAdd(file[..^VaultFormat.Ending.Length], title);
        if (head.Text("permalink") is { } permalink) { _names.TryAdd(permalink, title); }
        foreach (var alias in head.List("aliases")) { _names.TryAdd(alias, title); }
    }

    private static FrontMatter HeadOf(ImportSource source, string file)
    {
        var head = new FrontMatter();
        var buffer = new byte[HeadBytesMax];
        using var stream = source.Peek(file);
        using var start = new MemoryStream(buffer, 0, stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
        using var lines = VaultFormat.Lines(start).GetEnumerator();
        if (!lines.MoveNext() || lines.Current != FrontMatter.Fence) { return head; }
        while (lines.MoveNext() && lines.Current != FrontMatter.Fence) { head.Add(lines.Current); }
        return head;
    }
}
