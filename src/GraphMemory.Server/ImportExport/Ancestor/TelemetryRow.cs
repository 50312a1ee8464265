using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Foreign;

namespace GraphMemory.Server.ImportExport.Ancestor;

/// <summary>
/// An event that the editor sent. It becomes a note, tied to the file that it is about. Its <c>data</c> may be JSON or what Python prints:
/// the program wrote the one and read the other.
/// </summary>
internal static class TelemetryRow
{
    public const string NoteType = "telemetry_event";

    /// <summary>The set-up script of the program leaves this event behind; nothing happened.</summary>
    private const string TestEvent = "init_test";

    private static readonly string[] FileKeys = ["path", "file", "file_path", "filePath", "filename", "uri"];

    private const int TextLengthMax = 2_000;

    public static IEnumerable<SourceItem> Items(ForeignRow row, ImportOptions options)
    {
        var fields = new RowFields(row, options.Zone);
        if (fields.Text("event_type", "event_name") is not { } type) { return [new RejectedItem(fields.Place, "is an event without a type", "")]; }
        if (type == TestEvent) { return [new LostItem(fields.Place, "the test event of the set-up script")]; }
        var pairs = ForeignList.Pairs(fields.Peek("data") ?? fields.Peek("properties") ?? "");
        var said = pairs?.Where(pair => pair.Value.Length > 0 && !SecretColumns.Has(pair.Key)).ToList() ?? [];
        var (user, session) = (fields.Text("user_id"), fields.Text("session_id"));
        var (created, stamp) = (fields.Instant("timestamp", "created_at"), fields.Peek("timestamp") ?? fields.Peek("created_at"));
        var id = AncestorRows.Id(fields.Text("id", "event_id") ?? $"{type} {stamp} {user} {session} {fields.Peek("data")}");
        fields.PassOver("created_at", "updated_at");
        var text = said.Count == 0 ? type : $"{type}: {string.Join(", ", said.Select(pair => $"{pair.Key} {pair.Value}"))}";
        var circumstances = Circumstances.Default with { Provenance = AncestorRows.Origin with { Principal = user, Session = session } };
        var items = new List<SourceItem>
        {
            new ObservationItem(fields.Place, text.Length > TextLengthMax ? text[..TextLengthMax] : text,
                circumstances with { Metadata = fields.Metadata(created, null, "data", "properties", "event_metadata", "context") })
            {
                Memory = id, EntityType = NoteType, ChangedAtMs = created,
            },
        };
        var file = said.FirstOrDefault(pair => FileKeys.Contains(pair.Key, StringComparer.Ordinal)).Value;
        if (file is not null) { items.Add(new RelationItem(fields.Place, id.NoteName, file, "concerns", circumstances)); }
        items.AddRange(fields.Lost());
        return items;
    }
}
