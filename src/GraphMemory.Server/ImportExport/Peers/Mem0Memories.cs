using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Foreign;

namespace GraphMemory.Server.ImportExport.Peers;

/// <summary>What a row of mem0 says: a memory, a relation of its graph, or the last change of a memory.</summary>
internal sealed class Mem0Memories(ImportOptions options)
{
    public const string Relations = "relations";

    /// <summary>Table of rows that a later one replaced.</summary>
    public const string EarlierVersions = "earlier";

    public IEnumerable<SourceItem> Items(ForeignRow row)
    {
        var fields = new RowFields(row, options.Zone);
        if (row.Table == EarlierVersions) { return [new LostItem(fields.Place, "earlier versions")]; }
        return row.Table == Relations ? Relation(fields) : Memory(fields);
    }

    private static List<SourceItem> Memory(RowFields fields)
    {
        var isDeleted = fields.Text("is_deleted") is not (null or "0" or "false") | fields.Text("event") is "DELETE";
        if (isDeleted) { return [new LostItem(fields.Place, "deleted memories")]; }
        if (fields.Text("memory", "text", "new_memory", "data") is not { } text) { return [new RejectedItem(fields.Place, "has no memory text", fields.Text("id") ?? "")]; }
        var id = fields.Text("memory_id") ?? fields.Text("id");
        fields.PassOver("id", "hash", "score", "old_memory");
        fields.LeaveOut("embeddings", "embedding", "vector");
        var (created, updated) = (fields.Instant("created_at"), fields.Instant("updated_at"));
        var provenance = new Provenance(
            fields.Text("user_id"), fields.Text("agent_id", "app_id"), ForeignFormat.ToolName, fields.Text("run_id", "session_id"));
        var tags = fields.Tags("categories");
        var metadata = fields.Metadata(created, updated, "metadata");
        var (about, type) = (metadata.GetValueOrDefault(SourceStamp.About), metadata.GetValueOrDefault(SourceStamp.AboutType));
        var circumstances = Circumstances.Default with { Tags = tags, Provenance = provenance, Metadata = metadata.Remove(SourceStamp.About).Remove(SourceStamp.AboutType) };
        return
        [
            new ObservationItem(fields.Place, text, circumstances)
            {
                About = about, EntityType = type, ChangedAtMs = updated ?? created,
                Memory = about is null && id is not null ? new MemoryId(Mem0Format.SourceName, id) : null,
            },
            .. fields.Lost(),
        ];
    }

    private static List<SourceItem> Relation(RowFields fields)
    {
        var (from, to) = (fields.Text("source"), fields.Text("destination", "target"));
        if (from is null || to is null) { return [new RejectedItem(fields.Place, "is a relation without source or destination", "")]; }
        var type = fields.Text("relationship", "relation") ?? "related_to";
        var circumstances = Circumstances.Default with { Provenance = new Provenance(Tool: ForeignFormat.ToolName) };
        return [new RelationItem(fields.Place, from, to, type, circumstances with { Metadata = fields.Metadata(null, null) }), .. fields.Lost()];
    }
}
