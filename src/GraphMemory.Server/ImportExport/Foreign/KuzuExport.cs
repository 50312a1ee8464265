using System.Collections.Immutable;
using System.Text;
using GraphMemory.Engine.ImportExport;

namespace GraphMemory.Server.ImportExport.Foreign;

/// <summary>One file of data in the folder of an export, and the table that it fills.</summary>
internal sealed record KuzuFile(KuzuTable Table, KuzuCopy Copy)
{
    public string? From => Copy.From ?? Table.Ends.FirstOrDefault().From;

    public string? To => Copy.To ?? Table.Ends.FirstOrDefault().To;
}

/// <summary>The folder that EXPORT DATABASE wrote: the schema, how each file is written, and the rows.</summary>
internal sealed class KuzuExport
{
    /// <summary>Columns under which a row of a relationship names its ends.</summary>
    public const string FromColumn = "\0from";

    public const string ToColumn = "\0to";

    public const string Schema = "schema.cypher";
    public const string Copies = "copy.cypher";
    private const int ScriptBytesMax = 16 << 20;

    private readonly ImportSource _source;
    private readonly string _folder;

    /// <exception cref="InvalidDataException">There is no schema.</exception>
    public KuzuExport(ImportSource source)
    {
        _source = source;
        var schema = SchemaName(source.Names) ?? throw new InvalidDataException($"{source.Path} holds no {Schema}");
        _folder = schema[..^Schema.Length];
        Tables = KuzuSchema.Tables(Script(schema));
    }

    public ImmutableArray<KuzuTable> Tables { get; }

    public static string? SchemaName(IReadOnlyList<string> names) =>
        names.FirstOrDefault(name => name == Schema || name.EndsWith("/" + Schema, StringComparison.Ordinal));

    /// <summary>Nodes before the relationships between them.</summary>
    public IEnumerable<KuzuFile> Files()
    {
        var copies = _source.Has(_folder + Copies) ? KuzuCopy.All(Script(_folder + Copies)) : [.. Tables.SelectMany(Assumed)];
        var files = copies.Select(copy => (Copy: copy, Table: Tables.FirstOrDefault(table => table.Name == copy.Table)))
            .Where(file => file.Table is not null).Select(file => new KuzuFile(file.Table!, file.Copy));
        return files.OrderBy(file => file.Table.IsRelationship);
    }

    public IEnumerable<ForeignRow> Rows(KuzuFile file)
    {
        var (table, name) = (file.Table.Name, _folder + file.Copy.File);
        if (!name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
        {
            yield return ForeignRow.Faulty(table, 0, $"{file.Copy.File} is not CSV; export again with EXPORT DATABASE 'folder' (format=\"csv\", header=true)");
        }
        else if (!_source.Has(name))
        {
            yield return ForeignRow.Faulty(table, 0, $"{file.Copy.File} is missing from the folder");
        }
        else
        {
            foreach (var row in CsvRows(file, name)) { yield return row; }
        }
    }

    private IEnumerable<ForeignRow> CsvRows(KuzuFile file, string name)
    {
        var own = file.Copy.Columns.IsEmpty ? [.. file.Table.Columns.Select(column => column.Name)] : file.Copy.Columns;
        ImmutableArray<string> columns = file.Table.IsRelationship ? [FromColumn, ToColumn, .. own] : own;
        using var stream = _source.Open(name);
        var number = 0L;
        foreach (var values in new KuzuCsv(stream, file.Copy.Format).Read())
        {
            number++;
            yield return values.Length == columns.Length
                ? new ForeignRow(file.Table.Name, columns, values, number)
                : ForeignRow.Faulty(file.Table.Name, number, $"has {values.Length} fields for {columns.Length} columns");
        }
    }

    /// <summary>The names that Kuzu gives its files, when the statements that tell them are gone.</summary>
    private IEnumerable<KuzuCopy> Assumed(KuzuTable table)
    {
        var format = KuzuCsvFormat.Default with { HasHeader = true };
        if (!table.IsRelationship || _source.Has($"{_folder}{table.Name}.csv")) { return [new KuzuCopy(table.Name, [], $"{table.Name}.csv", null, null, format)]; }
        return table.Ends.Select(ends => new KuzuCopy(table.Name, [], $"{table.Name}_{ends.From}_{ends.To}.csv", ends.From, ends.To, format));
    }

    private string Script(string name)
    {
        using var stream = _source.Open(name);
        var bytes = new byte[ScriptBytesMax];
        return Encoding.UTF8.GetString(bytes, 0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
    }
}
