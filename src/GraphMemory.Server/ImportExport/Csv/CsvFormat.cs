using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Pipeline;

namespace GraphMemory.Server.ImportExport.Csv;

/// <summary>Tables: a folder of entities.csv, observations.csv and relations.csv both ways, and any table whose header can be understood.</summary>
internal sealed class CsvFormat : RecordFormat
{
    public const string Entities = "entities.csv", Observations = "observations.csv", Relations = "relations.csv";

    public override string Name => "csv";

    public override string Summary => "tables (RFC 4180): a folder of entities.csv, observations.csv, relations.csv; or one table of memories, by its header";

    public override bool IsOneFile => false;

    protected override GraphParts Holds => GraphParts.All;

    public override Likeness LikenessOf(SourceSample sample)
    {
        if (!sample.IsFolder) { return LikenessOf(sample.Text); }
        var tables = sample.Names.Where(IsTable).ToList();
        if (tables.Contains(Entities) && tables.Contains(Observations) && tables.Contains(Relations)) { return Likeness.Certain; }
        return tables.Count > 0 && tables.TrueForAll(table => LikenessOf(sample.TextOf(table)) != Likeness.None) ? Likeness.Likely : Likeness.None;
    }

    // Entities come first, then observations, then relations: the order of the names.
    public override IEnumerable<SourceItem> Read(ImportSource source, ImportOptions options)
    {
        foreach (var name in source.IsFolder ? source.Names.Where(IsTable) : source.Names)
        {
            foreach (var item in Read(source, name, options)) { yield return item; }
        }
    }

    protected override void Write(LiveGraph graph, string folder) => CsvTableWriter.Write(graph, folder);

    private static IEnumerable<SourceItem> Read(ImportSource source, string name, ImportOptions options)
    {
        using var table = new CsvReader(source.Open(name));
        if (table.Next() is not { } header) { yield break; }
        var columns = new CsvColumns(header, options.Columns);
        var rows = new CsvRowReader(columns, options, source.IsFolder ? name : null);
        if (columns.Has(CsvColumns.Embedding)) { yield return new LostItem(new SourcePlace(table.Line), "column of embeddings"); }
        while (table.Next() is { } row) { yield return rows.Read(table.Line, row); }
    }

    private static Likeness LikenessOf(string text)
    {
        if (text.Length == 0 || text.TrimStart() is ['{' or '[' or '<' or '-', ..] || text.Contains('\0', StringComparison.Ordinal)) { return Likeness.None; }
        var line = text.AsSpan(0, text.AsSpan().IndexOfAny('\r', '\n') is >= 0 and var end ? end : text.Length);
        var header = line.ToString().Split(CsvReader.SeparatorOf(line)).Select(column => column.Trim().Trim('"')).ToList();
        var columns = new CsvColumns(header!, ImportOptions.Default.Columns);
        if (columns.Table == CsvTable.Unknown) { return Likeness.None; }
        return columns.IsOurs ? Likeness.Certain : header.Count > 1 ? Likeness.Likely : Likeness.Fallback;
    }

    private static bool IsTable(string name) => name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase);
}
