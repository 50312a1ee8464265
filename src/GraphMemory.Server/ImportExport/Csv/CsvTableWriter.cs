using System.Globalization;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Json;
using GraphMemory.Server.ImportExport.Pipeline;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Server.ImportExport.Csv;

/// <summary>Writes the three tables. What has its usual value is left empty.</summary>
internal static class CsvTableWriter
{
    private static readonly string[] Around =
    [
        CsvColumns.Polarity, CsvColumns.ValidFrom, CsvColumns.ValidTo, CsvColumns.Confidence, CsvColumns.Tags, CsvColumns.Metadata, .. ProvenanceText.Names,
    ];

    public static void Write(LiveGraph graph, string folder)
    {
        using var entities = Open(folder, CsvFormat.Entities, CsvColumns.Name, CsvColumns.Type, CsvColumns.Naming);
        using var observations = Open(folder, CsvFormat.Observations, [CsvColumns.About, CsvColumns.Text, .. Around]);
        using var relations = Open(folder, CsvFormat.Relations, [CsvColumns.From, CsvColumns.Type, CsvColumns.To, CsvColumns.Weight, .. Around]);
        foreach (var entity in graph.Entities())
        {
            entities.Row(entity.Entity.Name, entity.Entity.Type, Naming.Of(entity.Entity));
            foreach (var fact in entity.Observations)
            {
                observations.Field(entity.Entity.Name);
                observations.Field(fact.Statement.Text);
                Write(observations, fact);
            }

            foreach (var fact in entity.Relations)
            {
                relations.Field(entity.Entity.Name);
                relations.Field(fact.Statement.Predicate);
                relations.Field(fact.Object);
                relations.Field(NotOne(fact.Statement.Weight));
                Write(relations, fact);
            }
        }
    }

    private static void Write(CsvWriter table, LiveFact fact)
    {
        var statement = fact.Statement;
        table.Field(fact.Said == Polarity.Affirmed ? null : PolarityText.Of(fact.Said));
        table.Field(InstantText.Bound(statement.Valid.FromMs));
        table.Field(InstantText.Bound(statement.Valid.ToMs));
        table.Field(NotOne(statement.Confidence));
        table.Field(TagCell.Of(statement.Tags));
        table.Field(statement.Metadata.IsEmpty ? null : JsonCell.Object(statement.Metadata));
        foreach (var part in ProvenanceText.Values(statement.Provenance)) { table.Field(part); }
        table.End();
    }

    private static CsvWriter Open(string folder, string name, params ReadOnlySpan<string> header)
    {
        var table = new CsvWriter(File.Create(Path.Combine(folder, name)));
        foreach (var column in header) { table.Field(column); }
        table.End();
        return table;
    }

    private static string? NotOne(float value) => value == 1 ? null : value.ToString(CultureInfo.InvariantCulture);
}
