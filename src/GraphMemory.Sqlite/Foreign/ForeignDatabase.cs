using System.Globalization;
using GraphMemory.Sqlite.Native;
using SQLitePCL;

namespace GraphMemory.Sqlite.Foreign;

/// <summary>
/// Another program's SQLite file, read without a trace and as it stood when it was opened: as one that nobody changes; beside the program
/// that has it open; or, when a log or journal was left beside it, as a copy in a scratch folder, where that can be played back. Its schema
/// is not trusted: no view, trigger or virtual table of it runs.
/// </summary>
public sealed class ForeignDatabase : IDisposable
{
    private static readonly string[] SideFiles = ["-wal", "-journal"];

    private readonly Database _database;
    private readonly string? _scratch;

    private ForeignDatabase(Database database, string? scratch)
    {
        (_database, _scratch) = (database, scratch);
        // One transaction: all tables are read at one moment.
        _database.Execute("PRAGMA trusted_schema = OFF; PRAGMA query_only = ON; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY; BEGIN");
        Tables = FindTables();
    }

    /// <summary>The beginning of every SQLite file.</summary>
    public static ReadOnlySpan<byte> Magic => "SQLite format 3\0"u8;

    /// <summary>Ordinary tables and their columns.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Tables { get; }

    /// <exception cref="InvalidDataException">It is no database, or a damaged one.</exception>
    public static ForeignDatabase Open(string path)
    {
        if (!SideFiles.Any(end => File.Exists(path + end) && new FileInfo(path + end).Length > 0)) { return Opened(new Uri(path).AbsoluteUri + "?immutable=1"); }
        try
        {
            // The shared index of the log is there while a program has the file open; only with it can one read beside that program.
            if (File.Exists(path + "-shm")) { return Opened(path); }
        }
        catch (InvalidDataException)
        {
            return OpenCopy(path); // its folder cannot be written to, or the index is a stale one
        }

        return OpenCopy(path);
    }

    public bool Has(string table, params ReadOnlySpan<string> columns)
    {
        if (!Tables.TryGetValue(table, out var known)) { return false; }
        foreach (var column in columns)
        {
            if (!known.Contains(column, StringComparer.Ordinal)) { return false; }
        }

        return true;
    }

    /// <summary>
    /// The rows of a table, each value as text: numbers in the invariant form, null for NULL and for a blob. In the order of the table, or of
    /// the columns named.
    /// </summary>
    /// <exception cref="InvalidDataException">A page is damaged; the rows before it were given.</exception>
    public IEnumerable<string?[]> Rows(string table, IReadOnlyList<string> columns, params string[] orderBy)
    {
        var order = orderBy.Length == 0 ? "" : $" ORDER BY {string.Join(", ", orderBy.Select(Quoted))}";
        var sql = $"SELECT {string.Join(", ", columns.Select(Quoted))} FROM {Quoted(table)}{order}";
        var statement = Translated(() => _database.Prepare(sql));
        try
        {
            while (Translated(statement.Step))
            {
                var values = new string?[columns.Count];
                for (var i = 0; i < values.Length; i++) { values[i] = Text(statement, i); }
                yield return values;
            }
        }
        finally
        {
            statement.Reset();
        }
    }

    public void Dispose()
    {
        _database.Dispose();
        if (_scratch is not null) { Directory.Delete(_scratch, recursive: true); }
    }

    private Dictionary<string, IReadOnlyList<string>> FindTables()
    {
        var names = new List<string>();
        var statement = _database.Prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'");
        while (statement.Step()) { names.Add(statement.Text(0)); }
        return names.ToDictionary(name => name, Columns, StringComparer.Ordinal);
    }

    private IReadOnlyList<string> Columns(string table)
    {
        var columns = new List<string>();
        var statement = _database.Prepare("SELECT name FROM pragma_table_info(?1)").Bind(1, table);
        while (statement.Step()) { columns.Add(statement.Text(0)); }
        return columns;
    }

    private static string? Text(Statement statement, int column) => statement.Type(column) switch
    {
        raw.SQLITE_INTEGER => statement.Long(column).ToString(CultureInfo.InvariantCulture),
        raw.SQLITE_FLOAT => statement.Double(column).ToString("R", CultureInfo.InvariantCulture),
        raw.SQLITE_TEXT => statement.Text(column),
        _ => null,
    };

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static ForeignDatabase Opened(string path) => Translated(() => Made(Database.Open(path, isReadOnly: true), scratch: null));

    private static ForeignDatabase OpenCopy(string path)
    {
        var scratch = Copy(path);
        try
        {
            return Translated(() => Made(Database.Open(Path.Combine(scratch, "copy.db")), scratch));
        }
        catch
        {
            Directory.Delete(scratch, recursive: true);
            throw;
        }
    }

    private static ForeignDatabase Made(Database database, string? scratch)
    {
        try
        {
            return new ForeignDatabase(database, scratch);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private static string Copy(string path)
    {
        var scratch = Directory.CreateTempSubdirectory("graphmemory-").FullName;
        var copy = Path.Combine(scratch, "copy.db");
        File.Copy(path, copy);
        foreach (var end in SideFiles.Where(end => File.Exists(path + end))) { File.Copy(path + end, copy + end); }
        return scratch;
    }

    private static T Translated<T>(Func<T> call)
    {
        try { return call(); }
        catch (SqliteFault fault) { throw new InvalidDataException($"the SQLite file cannot be read: {fault.Message}", fault); }
    }
}
