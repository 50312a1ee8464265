using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Foreign;
using GraphMemory.Server.ImportExport.Pipeline;

namespace GraphMemory.Server.ImportExport.Peers;

/// <summary>What a row of OpenMemory says. Apps and categories come first, so their names are known when memories refer to them.</summary>
internal sealed class OpenMemoryMemories(ImportOptions options)
{
    public const string Memories = "memories";

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    public IEnumerable<SourceItem> Items(ForeignRow row)
    {
        var fields = new RowFields(row, options.Zone);
        switch (row.Table)
        {
            case "apps" or "categories":
                if (row["id"] is { } id && row["name"] is { } name) { _names[id] = name; }
                return [];
            case "memory_categories":
                return []; // repeats what each memory says
            case Memories or "":
                return Memory(fields);
            default:
                return [new LostItem(fields.Place, $"rows of {row.Table}")];
        }
    }

    private List<SourceItem> Memory(RowFields fields)
    {
        if (fields.Peek("state") is "deleted") { return [new LostItem(fields.Place, "deleted memories")]; }
        if (fields.Text("content") is not { } text) { return [new RejectedItem(fields.Place, "has no content", "")]; }
        var id = fields.Text("id");
        if (fields.Peek("state") is "active") { fields.PassOver("state"); }
        fields.PassOver("user_id", "deleted_at");
        fields.LeaveOut("embeddings", "vector");
        var (created, updated) = (fields.Instant("created_at"), fields.Instant("updated_at"));
        var app = fields.Text("app") ?? (fields.Text("app_id") is { } appId ? _names.GetValueOrDefault(appId, appId) : null);
        var categories = TagText.Of(fields.List("categories").Concat(fields.List("category_ids").Select(key => _names.GetValueOrDefault(key, key))));
        var circumstances = Circumstances.Default with
        {
            Tags = fields.Capped(categories),
            Provenance = new Provenance(Client: app, Tool: ForeignFormat.ToolName),
            Metadata = fields.Metadata(created, updated, "metadata"),
        };
        return
        [
            new ObservationItem(fields.Place, text, circumstances)
            {
                Memory = id is null ? null : new MemoryId("openmemory", id.Replace("-", "", StringComparison.Ordinal)), ChangedAtMs = updated ?? created,
            },
            .. fields.Lost(),
        ];
    }
}
