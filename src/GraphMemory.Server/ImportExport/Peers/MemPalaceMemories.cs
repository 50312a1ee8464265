using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Foreign;
using GraphMemory.Server.ImportExport.Pipeline;

namespace GraphMemory.Server.ImportExport.Peers;

/// <summary>What a row of MemPalace says: an entity, a triple with its valid time, or a drawer with a text.</summary>
internal sealed class MemPalaceMemories(ImportOptions options)
{
    public const string Entities = "entities";
    public const string Triples = "triples";

    private static readonly Provenance Origin = new(Tool: ForeignFormat.ToolName);

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    public IEnumerable<SourceItem> Items(ForeignRow row)
    {
        var fields = new RowFields(row, options.Zone);
        return row.Table switch
        {
            Entities => Entity(fields),
            Triples => Triple(fields),
            _ => Drawer(fields),
        };
    }

    private List<SourceItem> Entity(RowFields fields)
    {
        if ((fields.Text("id"), fields.Text("name")) is not ({ } id, { } name)) { return [new RejectedItem(fields.Place, "is an entity without id or name", "")]; }
        _names[id] = name;
        var items = new List<SourceItem> { new EntityItem(fields.Place, name, fields.Text("type") ?? "unknown") };
        var properties = ForeignList.Pairs(fields.Peek("properties") ?? "")?.Where(pair => !SecretColumns.Has(pair.Key)).ToList() ?? [];
        var created = fields.Instant("created_at");
        var metadata = fields.Metadata(created, null, "properties");
        if (properties.Count > 0)
        {
            var text = string.Join(", ", properties.Select(pair => $"{pair.Key} {pair.Value}"));
            items.Add(new ObservationItem(fields.Place, text, Circumstances.Default with { Provenance = Origin, Metadata = metadata }) { About = name });
        }

        items.AddRange(fields.Lost());
        return items;
    }

    private List<SourceItem> Triple(RowFields fields)
    {
        if ((fields.Text("subject"), fields.Text("predicate"), fields.Text("object")) is not ({ } from, { } type, { } to))
        {
            return [new RejectedItem(fields.Place, "is a triple without its three parts", "")];
        }

        var (begin, end) = (fields.Peek("valid_from"), fields.Peek("valid_to"));
        var valid = new ValidTime(fields.Instant("valid_from") ?? ValidTime.Beginning, End(fields, end));
        if (valid.IsEmpty) { return [new RejectedItem(fields.Place, $"ends at {end} before it begins at {begin}", $"{from} {type} {to}")]; }
        var circumstances = Circumstances.Default with
        {
            Valid = valid,
            Confidence = fields.Unit("confidence") ?? 1,
            Provenance = Origin with { File = fields.Text("source_file"), Client = fields.Text("adapter_name") },
        };
        var id = fields.Text("id");
        var metadata = fields.Metadata(fields.Instant("extracted_at"), null);
        if (id is not null) { metadata = metadata.SetItem(SourceMetadata.Id, id); }
        return
        [
            new RelationItem(fields.Place, _names.GetValueOrDefault(from, from), _names.GetValueOrDefault(to, to), type, circumstances with { Metadata = metadata }),
            .. fields.Lost(),
        ];
    }

    /// <summary>A mere date as the end means the whole of that day.</summary>
    private static long End(RowFields fields, string? written)
    {
        if (fields.Instant("valid_to") is not { } atMs) { return ValidTime.Open; }
        return written!.Length == 10 ? atMs + (long)TimeSpan.FromDays(1).TotalMilliseconds : atMs;
    }

    private static List<SourceItem> Drawer(RowFields fields)
    {
        if (fields.Text(ChromaRows.TextColumn) is not { } text) { return [new LostItem(fields.Place, "vectors without a text")]; }
        var id = fields.Text(ChromaRows.IdColumn);
        var created = fields.Instant("filed_at", "created_at", "timestamp");
        var tags = TagText.Of(new[] { fields.Text("wing"), fields.Text("room") }.OfType<string>().Concat(fields.List("tags")));
        var circumstances = Circumstances.Default with
        {
            Tags = fields.Capped(tags),
            Provenance = Origin with { File = fields.Text("source_file"), Client = fields.Text("added_by") },
            Metadata = fields.Metadata(created, null),
        };
        return
        [
            new ObservationItem(fields.Place, text, circumstances)
            {
                Memory = id is null ? null : new MemoryId("mempalace", id), EntityType = "drawer", ChangedAtMs = created,
            },
            .. fields.Lost(),
        ];
    }
}
