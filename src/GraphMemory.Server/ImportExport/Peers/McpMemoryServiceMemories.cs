using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Foreign;
using GraphMemory.Server.ImportExport.Pipeline;

namespace GraphMemory.Server.ImportExport.Peers;

/// <summary>What a row of mcp-memory-service says: a memory, known by the hash of its content, or an association of two.</summary>
internal sealed class McpMemoryServiceMemories(ImportOptions options)
{
    public const string SourceName = "mcp-memory-service";

    public const string Graph = "memory_graph";

    /// <summary>These lead both ways and stand in the graph twice, once from each end.</summary>
    private static readonly string[] BothWays = ["related", "contradicts"];

    private readonly SeenKeys _memories = new();
    private readonly SeenKeys _associations = new();

    public IEnumerable<SourceItem> Items(ForeignRow row)
    {
        var fields = new RowFields(row, options.Zone);
        return row.Table == Graph ? Association(fields) : Memory(fields);
    }

    private List<SourceItem> Memory(RowFields fields)
    {
        if (fields.Text("deleted_at") is not null) { return [new LostItem(fields.Place, "deleted memories")]; }
        if (fields.Text("content", "document") is not { } text) { return [new RejectedItem(fields.Place, "has no content", "")]; }
        var hash = fields.Text("content_hash") ?? fields.Text("id");
        fields.PassOver("id", "created_at_iso", "updated_at_iso").LeaveOut("embeddings", "embedding");
        var (created, updated) = (fields.Instant("created_at", "created_at_iso"), fields.Instant("updated_at", "updated_at_iso"));
        var (tags, type, newer) = (fields.List("tags"), fields.Text("memory_type"), fields.Text("superseded_by"));
        var circumstances = Circumstances.Default with
        {
            Confidence = fields.Unit("confidence") ?? 1,
            Provenance = new Provenance(Client: fields.Text("export_source"), Tool: ForeignFormat.ToolName),
        };
        var metadata = fields.Metadata(created, updated, "metadata");
        // Older versions kept tags and type there.
        var inMetadata = metadata.GetValueOrDefault("tags") is { } written ? ForeignList.Items(written) : [];
        var about = metadata.GetValueOrDefault(SourceStamp.About);
        var items = new List<SourceItem>
        {
            new ObservationItem(fields.Place, text, circumstances with
            {
                Tags = fields.Capped(TagText.Of(tags.Concat(inMetadata))),
                Metadata = metadata.Remove("tags").Remove("type").Remove(SourceStamp.About),
            })
            {
                About = about, EntityType = type ?? metadata.GetValueOrDefault("type"), ChangedAtMs = updated ?? created,
                Memory = about is null && hash is not null ? new MemoryId(SourceName, hash) : null,
            },
        };
        if (hash is not null)
        {
            _memories.Add(hash);
            if (newer is not null) { items.Add(new RelationItem(fields.Place, Note(newer), Note(hash), "supersedes", circumstances with { Confidence = 1 })); }
        }

        items.AddRange(fields.Lost());
        return items;
    }

    private List<SourceItem> Association(RowFields fields)
    {
        if ((fields.Text("source_hash"), fields.Text("target_hash")) is not ({ } from, { } to)) { return [new RejectedItem(fields.Place, "is an association without two ends", "")]; }
        if (!_memories.Has(from) || !_memories.Has(to)) { return [new LostItem(fields.Place, "associations of deleted memories")]; }
        var type = fields.Text("relationship_type") ?? BothWays[0];
        if (BothWays.Contains(type, StringComparer.Ordinal) && string.CompareOrdinal(from, to) > 0) { (from, to) = (to, from); }
        if (!_associations.Add($"{from} {type} {to}")) { return []; }
        var weight = fields.Unit("similarity") ?? 1;
        var circumstances = Circumstances.Default with
        {
            Provenance = new Provenance(Tool: ForeignFormat.ToolName),
            Metadata = fields.Metadata(fields.Instant("created_at"), null, "metadata"),
        };
        return [new RelationItem(fields.Place, Note(from), Note(to), type, circumstances) { Weight = weight }, .. fields.Lost()];
    }

    private static string Note(string hash) => new MemoryId(SourceName, hash).NoteName;
}
