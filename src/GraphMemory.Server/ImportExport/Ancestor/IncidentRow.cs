using System.Text.Json;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Foreign;
using GraphMemory.Server.ImportExport.Pipeline;

namespace GraphMemory.Server.ImportExport.Ancestor;

/// <summary>An incident: a note with its timeline, tied to its alerts and to the incidents above and below it.</summary>
internal static class IncidentRow
{
    private const string NoteType = "incident";
    private const int StepsMax = 1_000;

    public static IEnumerable<SourceItem> Items(ForeignRow row, ImportOptions options)
    {
        var fields = new RowFields(row, options.Zone);
        if ((fields.Text("id"), fields.Text("title")) is not ({ } id, { } title)) { return [new RejectedItem(fields.Place, "is an incident without id or title", "")]; }
        var note = AncestorRows.Id(id);
        var text = fields.Text("description") is { } description ? $"{title}: {description}" : title;
        var (created, updated) = (fields.Instant("created_at"), fields.Instant("closed_at", "resolved_at", "acknowledged_at"));
        var items = new List<SourceItem>();
        Tie(items, fields, note, "alert_ids", "concerns");
        Tie(items, fields, note, "parent_incident_id", "part_of");
        Tie(items, fields, note, "child_incident_ids", "contains");
        Tie(items, fields, note, "merged_into", "merged_into");
        AddTimeline(items, fields, note, options);
        var tags = TagText.Of(fields.List("tags").Append(fields.Peek("priority") ?? "").Append(fields.Peek("category") ?? ""));
        var circumstances = Circumstances.Default with
        {
            Tags = fields.Capped(tags), Provenance = AncestorRows.Origin, Metadata = fields.Metadata(created, updated, "custom_fields"),
        };
        items.Insert(0, new ObservationItem(fields.Place, text, circumstances) { Memory = note, EntityType = NoteType, ChangedAtMs = updated ?? created });
        items.AddRange(fields.Lost());
        return items;
    }

    private static void Tie(List<SourceItem> items, RowFields fields, MemoryId note, string column, string type) =>
        items.AddRange(fields.List(column).Select(other => new RelationItem(
            fields.Place, note.NoteName, AncestorRows.Id(other).NoteName, type, Circumstances.Default with { Provenance = AncestorRows.Origin })));

    private static void AddTimeline(List<SourceItem> items, RowFields fields, MemoryId note, ImportOptions options)
    {
        if (fields.Text("timeline_events") is not { } text || ForeignList.Parsed(text) is not { } document) { return; }
        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Array) { return; }
            var rows = new JsonObjectRow();
            foreach (var step in document.RootElement.EnumerateArray().Where(step => step.ValueKind == JsonValueKind.Object).Take(StepsMax))
            {
                items.Add(Step(new RowFields(rows.Of("", step, fields.Place.Line), options.Zone), fields.Place, note));
            }

            if (document.RootElement.GetArrayLength() > StepsMax) { fields.Lose("timeline steps beyond 1000 of one incident"); }
        }
    }

    private static ObservationItem Step(RowFields step, SourcePlace place, MemoryId note)
    {
        var at = step.Instant("timestamp");
        var words = new[] { at is { } atMs ? InstantText.Of(atMs) : null, step.Text("event_type"), step.Text("description") }.Where(word => word is not null);
        var circumstances = Circumstances.Default with
        {
            Provenance = AncestorRows.Origin with { Principal = step.Text("user") }, Metadata = step.Metadata(at, null, "metadata"),
        };
        return new ObservationItem(place, string.Join(' ', words), circumstances) { About = note.NoteName, EntityType = NoteType };
    }
}
