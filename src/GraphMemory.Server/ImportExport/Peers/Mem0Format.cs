using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Foreign;

namespace GraphMemory.Server.ImportExport.Peers;

/// <summary>
/// mem0: the JSON of <c>get_all</c> and of the platform's export, with or without the relations of its graph; and <c>history.db</c>, the
/// log of changes that a local installation keeps.
/// </summary>
internal sealed class Mem0Format : ForeignFormat
{
    /// <summary>Under this name mem0's ids are known.</summary>
    public const string SourceName = "mem0";

    private const string History = "history";

    private static readonly string[] MemoryLists = ["results", "memories", "data"];
    private static readonly string[] Lists = [.. MemoryLists, Mem0Memories.Relations];

    public override string Name => "mem0";

    public override string Summary => "mem0: a JSON list of memories, or its history.db";

    public override bool CanExport => true;

    protected override GraphParts Holds => GraphParts.Tags | GraphParts.Metadata;

    public override Likeness LikenessOf(SourceSample sample)
    {
        if (sample.IsFolder) { return Likeness.None; }
        var shape = JsonShape.Of(sample.Head);
        return MemoryLists.Append(JsonShape.Unnamed).Any(list => IsMemory(shape, list))
            || IsDatabase(sample, database => database.Has(History, "memory_id", "old_memory", "new_memory", "event"))
            ? Likeness.Certain : Likeness.None;
    }

    protected override IEnumerable<ForeignRow> Rows(ImportSource source) =>
        ForeignDatabaseFile.Is(source) ? HistoryRows(source) : JsonRows(source);

    protected override Func<ForeignRow, IEnumerable<SourceItem>> Mapping(ImportOptions options) => new Mem0Memories(options).Items;

    protected override void Write(LiveGraph graph, Stream output) => Mem0Writer.Write(graph, output);

    private static IEnumerable<ForeignRow> JsonRows(ImportSource source)
    {
        using var stream = source.Open();
        foreach (var row in JsonForeignRows.Of(stream, Lists)) { yield return row; }
    }

    /// <summary>The last change of each memory; the ones before it are told as earlier versions.</summary>
    private static IEnumerable<ForeignRow> HistoryRows(ImportSource source)
    {
        using var file = new ForeignDatabaseFile(source, null);
        ForeignRow? last = null;
        foreach (var row in RowsOf(file.Database, History, "memory_id", "created_at", "updated_at", "rowid"))
        {
            if (last is not null)
            {
                var isSameMemory = string.Equals(last["memory_id"], row["memory_id"], StringComparison.Ordinal);
                yield return isSameMemory ? last with { Table = Mem0Memories.EarlierVersions } : last;
            }

            last = row;
        }

        if (last is not null) { yield return last; }
    }

    private static bool IsMemory(JsonShape shape, string list) =>
        shape.Has(list, "id", "memory")
        && (shape.Has(list, "created_at") || shape.Has(list, "hash") || shape.Has(list, "user_id") || shape.Has(list, "score"));
}
