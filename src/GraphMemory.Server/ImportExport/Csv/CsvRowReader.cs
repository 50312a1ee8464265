using System.Collections.Immutable;
using System.Globalization;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Pipeline;

namespace GraphMemory.Server.ImportExport.Csv;

/// <summary>Understands the rows of one table.</summary>
internal sealed class CsvRowReader(CsvColumns columns, ImportOptions options, string? file)
{
    private const string SourceName = "csv";

    private static readonly Provenance Origin = new(Tool: "import");

    public SourceItem Read(long line, IReadOnlyList<string?> row)
    {
        var place = new SourcePlace(line, file);
        return columns.Table switch
        {
            CsvTable.Entities => Entity(place, row),
            CsvTable.Relations => Relation(place, row),
            CsvTable.Observations => Observation(place, row),
            _ => new RejectedItem(place, "stands under a header that names neither a text, nor an entity, nor two ends; say with --map what the columns mean", Line(row)),
        };
    }

    private SourceItem Entity(SourcePlace place, IReadOnlyList<string?> row) => columns.Value(row, CsvColumns.Name) is { } name
        ? Naming.Item(place, name, columns.Value(row, CsvColumns.Type) ?? options.Type ?? Remember.DefaultType, columns.Value(row, CsvColumns.Naming))
        : new RejectedItem(place, "has no name", Line(row));

    private SourceItem Observation(SourcePlace place, IReadOnlyList<string?> row)
    {
        if (columns.Value(row, CsvColumns.Text) is not { } text) { return new RejectedItem(place, "has no text", Line(row)); }
        var about = columns.Value(row, CsvColumns.About) ?? columns.Value(row, CsvColumns.Name);
        var id = about is null ? columns.Value(row, CsvColumns.Id) : null;
        var (created, updated) = (Instant(row, CsvColumns.Created), Instant(row, CsvColumns.Updated));
        return new ObservationItem(place, text, Circumstances(row, created, updated))
        {
            About = about,
            EntityType = columns.Value(row, CsvColumns.Type),
            Memory = id is null ? null : new MemoryId(SourceName, id),
            ChangedAtMs = updated ?? created,
        };
    }

    private SourceItem Relation(SourcePlace place, IReadOnlyList<string?> row)
    {
        if (columns.Value(row, CsvColumns.From) is not { } from || columns.Value(row, CsvColumns.To) is not { } to)
        {
            return new RejectedItem(place, "lacks an end of the relation", Line(row));
        }

        var circumstances = Circumstances(row, Instant(row, CsvColumns.Created), Instant(row, CsvColumns.Updated));
        var weight = Unit(row, CsvColumns.Weight);
        if (weight is null && columns.Value(row, CsvColumns.Weight) is { } other)
        {
            circumstances = circumstances with { Metadata = circumstances.Metadata.SetItem(CsvColumns.Weight, other) };
        }

        return new RelationItem(place, from, to, columns.Value(row, CsvColumns.Type) ?? "related_to", circumstances) { Weight = weight ?? 1 };
    }

    private Circumstances Circumstances(IReadOnlyList<string?> row, long? createdMs, long? updatedMs)
    {
        var source = ProvenanceText.Of(name => columns.Value(row, name));
        return new Circumstances
        {
            Polarity = PolarityText.Parse(columns.Value(row, CsvColumns.Polarity)) ?? Polarity.Affirmed,
            Valid = new ValidTime(
                Instant(row, CsvColumns.ValidFrom) ?? ValidTime.Beginning, Instant(row, CsvColumns.ValidTo) ?? ValidTime.Open),
            Confidence = Unit(row, CsvColumns.Confidence) ?? 1,
            Tags = TagCell.Parse(columns.Value(row, CsvColumns.Tags)),
            Metadata = Metadata(row, createdMs, updatedMs),
            Provenance = source == Provenance.None && !columns.IsOurs ? Origin : source,
        };
    }

    private ImmutableSortedDictionary<string, string> Metadata(IReadOnlyList<string?> row, long? createdMs, long? updatedMs)
    {
        var cell = columns.Value(row, CsvColumns.Metadata);
        var metadata = new MetadataText().AddTimes(createdMs, updatedMs);
        if (cell is not null) { metadata.AddJson(CsvColumns.Metadata, cell); }
        foreach (var column in columns.Rest.Where(column => column < row.Count)) { metadata.Add(columns.NameAt(column), row[column]); }
        if (columns.Value(row, CsvColumns.About) is not null) { metadata.Add(SourceMetadata.Id, columns.Value(row, CsvColumns.Id)); }
        return metadata.ToMetadata();
    }

    private long? Instant(IReadOnlyList<string?> row, string field) =>
        columns.Value(row, field) is { } text ? InstantText.Parse(text, options.Zone) : null;

    private float? Unit(IReadOnlyList<string?> row, string field) =>
        float.TryParse(columns.Value(row, field), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 1 ? value : null;

    private static string Line(IReadOnlyList<string?> row) => string.Join(',', row);
}
