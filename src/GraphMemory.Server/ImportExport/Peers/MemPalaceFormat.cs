using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Foreign;
using GraphMemory.Sqlite.Foreign;

namespace GraphMemory.Server.ImportExport.Peers;

/// <summary>
/// MemPalace: the temporal graph <c>knowledge_graph.sqlite3</c>, the drawers in <c>chroma.sqlite3</c>, the folder that holds both, and the
/// folder of Markdown that its export writes. Drawers of any other program that keeps its texts in Chroma are read as well.
/// </summary>
internal sealed class MemPalaceFormat : ForeignFormat
{
    private static readonly string[] DatabaseNames = ["knowledge_graph.sqlite3", "chroma.sqlite3"];

    public override string Name => "mempalace";

    public override string Summary => "MemPalace: its folder, knowledge_graph.sqlite3, chroma.sqlite3, or its Markdown export";

    protected override bool TakesFolder => true;

    public override Likeness LikenessOf(SourceSample sample)
    {
        if (!sample.IsFolder) { return IsDatabase(sample, database => IsGraph(database) || ChromaRows.Has(database)) ? Likeness.Certain : Likeness.None; }
        return Databases(sample.Names).Any(name => sample.HeadOf(name).StartsWith(ForeignDatabase.Magic)) || MemPalaceMarkdown.Is(sample)
            ? Likeness.Certain : Likeness.None;
    }

    protected override IEnumerable<ForeignRow> Rows(ImportSource source)
    {
        if (!source.IsFolder) { return DatabaseRows(source, null); }
        var databases = Databases(source.Names).ToList();
        return databases.Count > 0
            ? databases.SelectMany(name => DatabaseRows(source, name))
            : MemPalaceMarkdown.Rows(source);
    }

    protected override Func<ForeignRow, IEnumerable<SourceItem>> Mapping(ImportOptions options) => new MemPalaceMemories(options).Items;

    private static IEnumerable<ForeignRow> DatabaseRows(ImportSource source, string? name)
    {
        using var file = new ForeignDatabaseFile(source, name);
        if (!IsGraph(file.Database))
        {
            foreach (var row in ChromaRows.Of(file.Database)) { yield return row; }
            yield break;
        }

        foreach (var row in RowsOf(file.Database, MemPalaceMemories.Entities, "id")) { yield return row; }
        foreach (var row in RowsOf(file.Database, MemPalaceMemories.Triples, "id")) { yield return row; }
    }

    private static bool IsGraph(ForeignDatabase database) =>
        database.Has(MemPalaceMemories.Triples, "subject", "predicate", "object", "valid_from") && database.Has(MemPalaceMemories.Entities, "id", "name");

    private static IEnumerable<string> Databases(IReadOnlyList<string> names) =>
        DatabaseNames.SelectMany(wanted => names.Where(name => name == wanted || name.EndsWith("/" + wanted, StringComparison.Ordinal)));
}
