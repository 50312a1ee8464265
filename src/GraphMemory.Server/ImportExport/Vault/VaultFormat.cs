using System.Text;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Pipeline;

namespace GraphMemory.Server.ImportExport.Vault;

/// <summary>A folder of Markdown notes, one for each entity, that Obsidian opens as a vault.</summary>
internal sealed class VaultFormat : RecordFormat
{
    public const string Mark = "graphmemory", IndexMark = "index", Ending = ".md", Index = "_index.md", NotesFolder = "notes";

    public const string Observations = "## Observations", Relations = "## Relations", NamedOnly = "## Only named";

    public override string Name => "vault";

    public override string Summary => "Markdown vault (Obsidian): one note per entity, [[wikilinks]], [key:: value] fields";

    public override bool IsOneFile => false;

    protected override GraphParts Holds => GraphParts.All;

    public override Likeness LikenessOf(SourceSample sample)
    {
        var notes = sample.Names.Where(IsNote).Take(NoteSamples).ToList();
        return notes.Exists(note => IsOurs(sample.TextOf(note))) ? Likeness.Certain : Likeness.None;
    }

    public override IEnumerable<SourceItem> Read(ImportSource source, ImportOptions options)
    {
        // All entities come before the relations that name them, so that each is declared as what it is.
        var others = new List<string>();
        foreach (var name in source.Names.Where(IsNote))
        {
            using var stream = source.Peek(name);
            var head = VaultReader.ReadHead(Lines(stream));
            if (head is null) { others.Add(name); }
            else if (VaultReader.Entity(name, head) is { } entity) { yield return entity; }
        }

        var foreign = new Notes.NoteFolder(source, others, options);
        foreach (var name in source.Names.Where(IsNote))
        {
            using var stream = source.Open(name);
            var isForeign = others.BinarySearch(name, StringComparer.Ordinal) >= 0;
            foreach (var item in isForeign ? foreign.Read(name, Lines(stream)) : new VaultReader(name).ReadFacts(Lines(stream))) { yield return item; }
        }
    }

    protected override void Write(LiveGraph graph, string folder)
    {
        using var files = new SmallFiles();
        new VaultWriter(graph, folder, files).Write();
        files.Complete();
    }

    protected override bool IsLeftOver(string path)
    {
        if (!IsNote(path)) { return false; }
        using var source = ImportSource.At(path);
        return IsOurs(new SourceSample(source).Text);
    }

    public const int NoteSamples = 50;

    public static bool IsNote(string name) => name.EndsWith(Ending, StringComparison.OrdinalIgnoreCase);

    public static IEnumerable<string> Lines(Stream stream) => Utf8Lines.Of(stream).Select(line => Encoding.UTF8.GetString(line.Span));

    private static bool IsOurs(string text) =>
        text.StartsWith($"{FrontMatter.Fence}\n{Mark}: 1\n", StringComparison.Ordinal) || text.StartsWith($"{FrontMatter.Fence}\r\n{Mark}: 1\r\n", StringComparison.Ordinal);
}
