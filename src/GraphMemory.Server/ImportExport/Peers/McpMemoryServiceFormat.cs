using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Foreign;

namespace GraphMemory.Server.ImportExport.Peers;

/// <summary>mcp-memory-service: its JSON export, the JSON of its older backups, and its database <c>sqlite_vec.db</c>.</summary>
internal sealed class McpMemoryServiceFormat : ForeignFormat
{
    private const string Memories = "memories";

    public override string Name => "mcp-memory-service";

    public override string Summary => "mcp-memory-service: its JSON export or backup, or its database sqlite_vec.db";

    public override bool CanExport => true;

    protected override GraphParts Holds => GraphParts.Tags | GraphParts.Metadata;

    public override Likeness LikenessOf(SourceSample sample)
    {
        if (sample.IsFolder) { return Likeness.None; }
        var shape = JsonShape.Of(sample.Head);
        return shape.Has(Memories, "content", "content_hash") || shape.Has(JsonShape.Unnamed, "content", "content_hash")
            || (shape.Has(JsonShape.Unnamed, "total_memories") && shape.Has(Memories, "id", "document", "metadata"))
            || IsDatabase(sample, database => database.Has(Memories, "content_hash", "content", "memory_type"))
            ? Likeness.Certain : Likeness.None;
    }

    protected override IEnumerable<ForeignRow> Rows(ImportSource source) =>
        ForeignDatabaseFile.Is(source) ? DatabaseRows(source) : JsonRows(source);

    protected override Func<ForeignRow, IEnumerable<SourceItem>> Mapping(ImportOptions options) => new McpMemoryServiceMemories(options).Items;

    protected override void Write(LiveGraph graph, Stream output) => McpMemoryServiceWriter.Write(graph, output);

    private static IEnumerable<ForeignRow> JsonRows(ImportSource source)
    {
        using var stream = source.Open();
        foreach (var row in JsonForeignRows.Of(stream, Memories)) { yield return row; }
    }

    /// <summary>Memories first, so that an association is kept only between memories that were.</summary>
    private static IEnumerable<ForeignRow> DatabaseRows(ImportSource source)
    {
        using var file = new ForeignDatabaseFile(source, null);
        foreach (var row in RowsOf(file.Database, Memories, "id")) { yield return row; }
        foreach (var row in RowsOf(file.Database, McpMemoryServiceMemories.Graph)) { yield return row; }
    }
}
