using System.Collections.Immutable;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Foreign;

namespace GraphMemory.Server.ImportExport.Ancestor;

/// <summary>
/// What a row of a graph in Kuzu says. A node with a text as its content is a memory, an event of the editor is telemetry, and every other
/// node is an entity of its table's name; relationships keep their names in lower case.
/// </summary>
internal sealed class KuzuGraph(ImportOptions options, ImmutableArray<KuzuTable> tables)
{
    private static readonly string[] NameColumns = ["name", "title", "username", "label"];
    private static readonly string[] WeightColumns = ["weight", "similarity_score", "relevance_score", "strength", "similarity"];

    private readonly HashSet<string> _memoryTables = [.. tables.Where(IsMemory).Select(table => table.Name)];
    private readonly Dictionary<(string Table, string Key), string> _names = [];

    public IEnumerable<SourceItem> Node(KuzuTable table, ForeignRow row)
    {
        if (row.Columns.Contains("event_type")) { return TelemetryRow.Items(row, options); }
        var key = table.PrimaryKey is { } column ? row[column] : null;
        if (!_memoryTables.Contains(table.Name)) { return Entity(table, row, key); }
        return MemoryRow.Items(key is null || row.Columns.Contains("id") ? row : row with { Columns = row.Columns.Add("id"), Values = row.Values.Add(key) }, options);
    }

    public IEnumerable<SourceItem> Relation(KuzuFile file, ForeignRow row)
    {
        var fields = new RowFields(row, options.Zone);
        if ((End(file.From, fields.Text(KuzuExport.FromColumn)), End(file.To, fields.Text(KuzuExport.ToColumn))) is not ({ } from, { } to))
        {
            return [new RejectedItem(fields.Place, "is a relationship without two ends", "")];
        }

        var type = fields.Text("relationship_type") ?? file.Table.Name.ToLowerInvariant();
        var (weight, created) = (fields.Unit(WeightColumns) ?? 1, fields.Instant("created_at"));
        var circumstances = Circumstances.Default with { Provenance = AncestorRows.Origin, Metadata = fields.Metadata(created, null, "metadata", "properties") };
        return [new RelationItem(fields.Place, from, to, type, circumstances) { Weight = weight }, .. fields.Lost()];
    }

    private List<SourceItem> Entity(KuzuTable table, ForeignRow row, string? key)
    {
        var fields = new RowFields(row, options.Zone);
        if ((fields.Text(NameColumns) ?? key) is not { } name) { return [new RejectedItem(fields.Place, $"is a node of {table.Name} without a name or key", "")]; }
        if (key is not null && name != key) { _names[(table.Name, key)] = name; }
        var type = table.Name.ToLowerInvariant();
        var (created, updated, text) = (fields.Instant("created_at"), fields.Instant("updated_at"), fields.Text("description", "summary"));
        fields.LeaveOut("embeddings", "embeddings", "embedding");
        if (table.PrimaryKey is { } keyColumn) { fields.PassOver(keyColumn); }
        var metadata = fields.Metadata(created, updated, "metadata", "properties");
        if (key is not null && name != key) { metadata = metadata.SetItem(SourceMetadata.Id, key); }
        var items = new List<SourceItem> { new EntityItem(fields.Place, name, type) };
        if (text is not null || metadata.Keys.Any(IsTold))
        {
            text ??= string.Join(", ", metadata.Where(pair => IsTold(pair.Key)).Select(pair => $"{pair.Key} {pair.Value}"));
            items.Add(new ObservationItem(fields.Place, text, Circumstances.Default with { Provenance = AncestorRows.Origin, Metadata = metadata }) { About = name, EntityType = type });
        }

        items.AddRange(fields.Lost());
        return items;
    }

    private string? End(string? table, string? key)
    {
        if (key is null) { return null; }
        if (table is not null && _memoryTables.Contains(table)) { return AncestorRows.Id(key).NoteName; }
        return _names.GetValueOrDefault((table ?? "", key), key);
    }

    /// <summary>Something that is worth a sentence of its own, unlike ids and times.</summary>
    private static bool IsTold(string name) => name is not (SourceMetadata.Id or SourceMetadata.Created or SourceMetadata.Updated);

    private static bool IsMemory(KuzuTable table) =>
        !table.IsRelationship && table.Columns.Any(column => MemoryRow.TextColumns.Contains(column.Name, StringComparer.Ordinal));
}
