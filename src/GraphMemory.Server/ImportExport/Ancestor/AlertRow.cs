using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Foreign;
using GraphMemory.Server.ImportExport.Pipeline;

namespace GraphMemory.Server.ImportExport.Ancestor;

/// <summary>An alert: a note, with its severity, category and status in the metadata, and a tag for each of the first two.</summary>
internal static class AlertRow
{
    public const string NoteType = "alert";

    public static IEnumerable<SourceItem> Items(ForeignRow row, ImportOptions options)
    {
        var fields = new RowFields(row, options.Zone);
        if ((fields.Text("id", "alert_id"), fields.Text("title")) is not ({ } id, { } title)) { return [new RejectedItem(fields.Place, "is an alert without id or title", "")]; }
        var text = fields.Text("description") is { } description ? $"{title}: {description}" : title;
        var (created, updated) = (fields.Instant("created_at", "triggered_at"), fields.Instant("updated_at", "resolved_at", "acknowledged_at"));
        var tags = TagText.Of(fields.List("tags").Append(fields.Peek("severity") ?? "").Append(fields.Peek("category") ?? ""));
        fields.PassOver("alert_data"); // repeats the columns
        var circumstances = Circumstances.Default with
        {
            Tags = fields.Capped(tags),
            Provenance = AncestorRows.Origin with { Client = fields.Text("source", "source_component") },
            Metadata = fields.Metadata(created, updated, "metadata"),
        };
        return
        [
            new ObservationItem(fields.Place, text, circumstances) { Memory = AncestorRows.Id(id), EntityType = NoteType, ChangedAtMs = updated ?? created },
            .. fields.Lost(),
        ];
    }

    /// <summary>A step in the life of an alert, kept beside what the alert says.</summary>
    public static IEnumerable<SourceItem> Step(ForeignRow row, ImportOptions options)
    {
        var fields = new RowFields(row, options.Zone);
        if ((fields.Text("alert_id"), fields.Text("action", "state")) is not ({ } id, { } action)) { return [new RejectedItem(fields.Place, "is a step without alert or action", "")]; }
        var at = fields.Instant("timestamp", "updated_at");
        fields.PassOver("id");
        var text = at is { } atMs ? $"{InstantText.Of(atMs)} {action}" : action;
        return
        [
            new ObservationItem(fields.Place, text, Circumstances.Default with { Provenance = AncestorRows.Origin, Metadata = fields.Metadata(at, null, "data") })
            {
                About = AncestorRows.Id(id).NoteName, EntityType = NoteType,
            },
            .. fields.Lost(),
        ];
    }
}
