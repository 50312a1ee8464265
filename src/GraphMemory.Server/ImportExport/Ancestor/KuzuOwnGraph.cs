using System.Collections.Immutable;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Csv;
using GraphMemory.Server.ImportExport.Foreign;

namespace GraphMemory.Server.ImportExport.Ancestor;

/// <summary>A folder that <see cref="KuzuWriter"/> wrote, read back without loss: its tables are those of our own CSV.</summary>
internal sealed class KuzuOwnGraph(ImportOptions options)
{
    private readonly Dictionary<string, CsvRowReader> _readers = new(StringComparer.Ordinal);

    public static bool Is(ImmutableArray<KuzuTable> tables) =>
        Has(tables, KuzuWriter.Entity, CsvColumns.Naming) && Has(tables, KuzuWriter.Observation, CsvColumns.About) && Has(tables, KuzuWriter.Relation, CsvColumns.Weight);

    public IEnumerable<SourceItem> Items(KuzuFile file, ForeignRow row)
    {
        if (file.Table.Name == KuzuWriter.About) { return []; } // each observation says it
        // The id of an observation is that of the folder: it is made up anew each time.
        var id = file.Table.Name == KuzuWriter.Observation ? row.Columns.IndexOf(CsvColumns.Id) : -1;
        if (!_readers.TryGetValue(file.Copy.File, out var reader))
        {
            var columns = Without(row.Columns, id).Select(column => column switch { KuzuExport.FromColumn => CsvColumns.From, KuzuExport.ToColumn => CsvColumns.To, _ => column });
            _readers[file.Copy.File] = reader = new CsvRowReader(new CsvColumns([.. columns], options.Columns), options, file.Copy.File);
        }

        return [reader.Read(row.Number, Without(row.Values, id))];
    }

    private static ImmutableArray<T> Without<T>(ImmutableArray<T> items, int index) => index < 0 ? items : items.RemoveAt(index);

    private static bool Has(ImmutableArray<KuzuTable> tables, string name, string column) =>
        tables.Any(table => table.Name == name && table.Columns.Any(known => known.Name == column));
}
