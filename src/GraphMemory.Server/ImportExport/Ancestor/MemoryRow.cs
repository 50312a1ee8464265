using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Foreign;

namespace GraphMemory.Server.ImportExport.Ancestor;

/// <summary>A row whose main column is a text: a memory.</summary>
internal static class MemoryRow
{
    public static readonly string[] TextColumns = ["content", "memory", "text", "body"];

    public static bool Has(ForeignRow row) => TextColumns.Any(column => row.Columns.Contains(column));

    public static IEnumerable<SourceItem> Items(ForeignRow row, ImportOptions options)
    {
        var fields = new RowFields(row, options.Zone);
        var id = fields.Text("id");
        var title = fields.Text("title");
        if (fields.Text(TextColumns) is not { } content) { return [new RejectedItem(fields.Place, "has no content", title ?? id ?? "")]; }
        fields.LeaveOut("embeddings", "embedding", "embeddings", "vector");
        var (created, updated) = (fields.Instant("created_at", "timestamp"), fields.Instant("updated_at"));
        var type = fields.Text("memory_type", "type");
        var circumstances = Circumstances.Default with
        {
            Tags = fields.Tags("tags"),
            Confidence = fields.Unit("confidence") ?? 1,
            Provenance = AncestorRows.Origin with { Principal = fields.Text("user_id"), Session = fields.Text("session_id") },
        };
        return
        [
            new ObservationItem(fields.Place, title is null || content.StartsWith(title, StringComparison.Ordinal) ? content : $"{title}: {content}",
                circumstances with { Metadata = fields.Metadata(created, updated, "metadata") })
            {
                Memory = id is null ? null : AncestorRows.Id(id), EntityType = type, ChangedAtMs = updated ?? created,
            },
            .. fields.Lost(),
        ];
    }
}
