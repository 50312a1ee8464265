using System.Globalization;
using System.Text;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Csv;
using GraphMemory.Server.ImportExport.Foreign;
using GraphMemory.Server.ImportExport.Pipeline;

namespace GraphMemory.Server.ImportExport.Ancestor;

/// <summary>
/// Writes a folder that Kuzu's IMPORT DATABASE loads: entities and observations as nodes, relations as relationships. Kuzu's lists and maps
/// cannot hold every text, so tags and metadata are JSON in a column of text.
/// </summary>
internal static class KuzuWriter
{
    public const string Entity = "Entity";
    public const string Observation = "Observation";
    public const string About = "ABOUT";
    public const string Relation = "RELATION";

    private const string CsvOptions = "delim=',', escape='\"', header=true, parallel=false, quote='\"'";

    private static readonly (string Name, string Type)[] Around =
    [
        (CsvColumns.Polarity, "STRING"), (CsvColumns.ValidFrom, "STRING"), (CsvColumns.ValidTo, "STRING"), (CsvColumns.Confidence, "DOUBLE"),
        (CsvColumns.Tags, "STRING"), (CsvColumns.Metadata, "STRING"), .. ProvenanceText.Names.Select(name => (name, "STRING")),
    ];

    private static readonly (string Name, string Type)[] EntityColumns = [(CsvColumns.Name, "STRING"), (CsvColumns.Type, "STRING"), (CsvColumns.Naming, "STRING")];

    private static readonly (string Name, string Type)[] ObservationColumns =
        [(CsvColumns.Id, "INT64"), (CsvColumns.About, "STRING"), (CsvColumns.Text, "STRING"), .. Around];

    private static readonly (string Name, string Type)[] RelationColumns = [(CsvColumns.Type, "STRING"), (CsvColumns.Weight, "DOUBLE"), .. Around];

    public static void Write(LiveGraph graph, string folder)
    {
        Script(folder, KuzuExport.Schema, $"""
            CREATE NODE TABLE `{Entity}` ({Defined(EntityColumns)}, PRIMARY KEY(`{CsvColumns.Name}`));
            CREATE NODE TABLE `{Observation}` ({Defined(ObservationColumns)}, PRIMARY KEY(`{CsvColumns.Id}`));
            CREATE REL TABLE `{About}` (FROM `{Observation}` TO `{Entity}`, MANY_ONE);
            CREATE REL TABLE `{Relation}` (FROM `{Entity}` TO `{Entity}`, {Defined(RelationColumns)}, MANY_MANY);

            """);
        Script(folder, KuzuExport.Copies, $"""
            COPY `{Entity}` ({Named(EntityColumns)}) FROM "{Entity}.csv" ({CsvOptions});
            COPY `{Observation}` ({Named(ObservationColumns)}) FROM "{Observation}.csv" ({CsvOptions});
            COPY `{About}` FROM "{FileName(About, Observation, Entity)}" ({CsvOptions}, from='{Observation}', to='{Entity}');
            COPY `{Relation}` ({Named(RelationColumns)}) FROM "{FileName(Relation, Entity, Entity)}" ({CsvOptions}, from='{Entity}', to='{Entity}');

            """);
        Script(folder, "index.cypher", ""); // an import asks for it
        WriteData(graph, folder);
    }

    private static void WriteData(LiveGraph graph, string folder)
    {
        using var entities = Table(folder, $"{Entity}.csv", EntityColumns);
        using var observations = Table(folder, $"{Observation}.csv", ObservationColumns);
        using var abouts = Table(folder, FileName(About, Observation, Entity), [("from", ""), ("to", "")]);
        using var relations = Table(folder, FileName(Relation, Entity, Entity), [("from", ""), ("to", ""), .. RelationColumns]);
        var id = 0L;
        foreach (var entity in graph.Entities())
        {
            var name = entity.Entity.Name;
            entities.Row(name, entity.Entity.Type, Naming.Of(entity.Entity));
            foreach (var fact in entity.Observations)
            {
                var key = (++id).ToString(CultureInfo.InvariantCulture);
                observations.Field(key);
                observations.Field(name);
                observations.Field(fact.Statement.Text);
                Write(observations, fact);
                abouts.Row(key, name);
            }

            foreach (var fact in entity.Relations)
            {
                relations.Field(name);
                relations.Field(fact.Object);
                relations.Field(fact.Statement.Predicate);
                relations.Field(fact.Statement.Weight.ToString(CultureInfo.InvariantCulture));
                Write(relations, fact);
            }
        }
    }

    private static void Write(CsvWriter table, LiveFact fact)
    {
        var statement = fact.Statement;
        table.Field(PolarityText.Of(fact.Said));
        table.Field(InstantText.Bound(statement.Valid.FromMs));
        table.Field(InstantText.Bound(statement.Valid.ToMs));
        table.Field(statement.Confidence.ToString(CultureInfo.InvariantCulture));
        table.Field(TagCell.Of(statement.Tags));
        table.Field(statement.Metadata.IsEmpty ? null : Json.JsonCell.Object(statement.Metadata));
        foreach (var part in ProvenanceText.Values(statement.Provenance)) { table.Field(part); }
        table.End();
    }

    private static CsvWriter Table(string folder, string name, IEnumerable<(string Name, string Type)> columns)
    {
        var table = new CsvWriter(File.Create(Path.Combine(folder, name)));
        table.Row([.. columns.Select(column => column.Name)]);
        return table;
    }

    private static void Script(string folder, string name, string text) => File.WriteAllText(Path.Combine(folder, name), text, new UTF8Encoding(false));

    private static string FileName(string table, string from, string to) => $"{table}_{from}_{to}.csv";

    private static string Defined(IEnumerable<(string Name, string Type)> columns) => string.Join(",", columns.Select(column => $"`{column.Name}` {column.Type}"));

    private static string Named(IEnumerable<(string Name, string Type)> columns) => string.Join(",", columns.Select(column => $"`{column.Name}`"));
}
