using System.Collections.Immutable;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Pipeline;
using GraphMemory.Sqlite.Foreign;

namespace GraphMemory.Server.ImportExport.Foreign;

/// <summary>Another product's format: where its rows are, and what one row says.</summary>
internal abstract class ForeignFormat : RecordFormat
{
    /// <summary>Where an imported memory comes from, when the row says no more.</summary>
    public const string ToolName = "import";

    public override bool CanExport => false;

    public sealed override IEnumerable<SourceItem> Read(ImportSource source, ImportOptions options)
    {
        var itemsOf = Mapping(options);
        foreach (var row in Rows(source))
        {
            if (row.Fault is not { } fault)
            {
                foreach (var item in itemsOf(row)) { yield return item; }
                continue;
            }

            yield return new RejectedItem(new SourcePlace(row.Number, row.Table.Length == 0 ? null : row.Table), fault, "");
        }
    }

    /// <summary>True for a product whose files lie in a folder or archive together.</summary>
    protected virtual bool TakesFolder => false;

    protected override Problem? Refusal(ImportSource source) => source.IsFolder && !TakesFolder
        ? ImportProblems.FileFault.With($"{source.Path} is a folder or an archive of files; {Name} is one file: name it.")
        : ChecksumFile.Fault(source.Path);

    /// <summary>The rows in an order that is always the same.</summary>
    protected abstract IEnumerable<ForeignRow> Rows(ImportSource source);

    /// <summary>What one row says; made anew for each run, so that it may remember rows before.</summary>
    protected abstract Func<ForeignRow, IEnumerable<SourceItem>> Mapping(ImportOptions options);

    /// <summary>Whether the one file is an SQLite database with these tables.</summary>
    protected static bool IsDatabase(SourceSample sample, Func<ForeignDatabase, bool> isMine)
    {
        if (sample.IsFolder || !sample.Head.StartsWith(ForeignDatabase.Magic)) { return false; }
        try
        {
            using var file = new ForeignDatabaseFile(sample.Path);
            return isMine(file.Database);
        }
        catch (InvalidDataException)
        {
            return false; // damaged: then only a name that the user gives can tell
        }
    }

    /// <summary>The rows of a table with the columns that it has.</summary>
    public static IEnumerable<ForeignRow> RowsOf(ForeignDatabase database, string table, params string[] orderBy)
    {
        if (!database.Tables.TryGetValue(table, out var columns)) { yield break; }
        var (number, names) = (0L, ImmutableArray.CreateRange(columns));
        foreach (var values in database.Rows(table, columns, orderBy)) { yield return new ForeignRow(table, names, [.. values], ++number); }
    }
}
