using CsCheck;
using GraphMemory.Sqlite.Foreign;
using GraphMemory.Sqlite.Native;
using GraphMemory.Tests.ImportExport.Foreign;

namespace GraphMemory.Tests.Sqlite;

public sealed class ForeignDatabaseTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string PathOfDatabase => Path.Combine(_folder.Path, "foreign ä.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Tables_columns_and_rows_are_read_as_text()
    {
        Make("CREATE TABLE t (id INTEGER PRIMARY KEY, \"odd \"\"name\" TEXT, f REAL, b BLOB); INSERT INTO t VALUES (2, 'ä', 0.5, x'00'), (1, NULL, 3, 'text'); CREATE VIEW v AS SELECT 1; CREATE VIRTUAL TABLE fts USING fts5(x)");
        using var database = ForeignDatabase.Open(PathOfDatabase);

        Assert.True(database.Has("t", "id", "odd \"name"));
        Assert.False(database.Has("t", "none"));
        Assert.False(database.Has("v"));
        Assert.False(database.Has("fts"));
        Assert.Equal([["1", null, "3", "text"], ["2", "ä", "0.5", null]], database.Rows("t", database.Tables["t"]));
        Assert.Equal([["2"], ["1"]], database.Rows("t", ["id"], "f", "id"));
    }

    [Fact]
    public void Nothing_is_left_beside_the_file_and_a_log_beside_it_is_read()
    {
        using (var writer = Database.Open(PathOfDatabase, mayCreate: true))
        {
            writer.Execute("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE t (a); INSERT INTO t VALUES (1)");
            var before = Directory.GetFiles(_folder.Path).Order().Select(file => (file, new FileInfo(file).Length)).ToList();
            using (var database = ForeignDatabase.Open(PathOfDatabase)) { Assert.Equal([["1"]], database.Rows("t", ["a"])); }

            Assert.Equal(before, Directory.GetFiles(_folder.Path).Order().Select(file => (file, new FileInfo(file).Length)));
        }

        using var settled = ForeignDatabase.Open(PathOfDatabase);
        Assert.Equal([["1"]], settled.Rows("t", ["a"]));
        Assert.Equal([PathOfDatabase], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_file_that_its_program_writes_to_is_read_as_it_stood()
    {
        using var writer = Database.Open(PathOfDatabase, mayCreate: true);
        writer.Execute("PRAGMA journal_mode = WAL; CREATE TABLE t (a); CREATE TABLE u (a); INSERT INTO t VALUES (1); INSERT INTO u VALUES (1)");
        using var database = ForeignDatabase.Open(PathOfDatabase);
        writer.Execute("INSERT INTO t VALUES (2); INSERT INTO u VALUES (2)");

        Assert.Equal([["1"]], database.Rows("t", ["a"]));
        Assert.Equal([["1"]], database.Rows("u", ["a"]));
    }

    [Fact]
    public void A_log_that_was_left_behind_is_played_back_in_a_copy()
    {
        var left = Path.Combine(_folder.Path, "left.db");
        using (var writer = Database.Open(PathOfDatabase, mayCreate: true))
        {
            writer.Execute("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE t (a); INSERT INTO t VALUES (1)");
            File.Copy(PathOfDatabase, left);
            File.Copy(PathOfDatabase + "-wal", left + "-wal");
        }

        using (var database = ForeignDatabase.Open(left)) { Assert.Equal([["1"]], database.Rows("t", ["a"])); }
        File.WriteAllBytes(left + "-shm", new byte[10]); // of no use
        using (var database = ForeignDatabase.Open(left)) { Assert.Equal([["1"]], database.Rows("t", ["a"])); }
        File.WriteAllText(left, "no database");
        File.WriteAllText(left + "-wal", "no log");

        Assert.Throws<InvalidDataException>(() => ForeignDatabase.Open(left));
    }

    [Fact]
    public void What_is_no_database_is_told()
    {
        _folder.File("foreign ä.db", "SQLite format 3\0 but nothing more, and longer than a header of a hundred bytes would be, which is the least that is read");

        Assert.Throws<InvalidDataException>(() => ForeignDatabase.Open(PathOfDatabase));
        Assert.Throws<InvalidDataException>(() => ForeignDatabase.Open(Path.Combine(_folder.Path, "nowhere.db")));
    }

    [Fact]
    public void No_bytes_make_it_fail_otherwise_than_by_saying_so()
    {
        Make("CREATE TABLE t (a TEXT, b TEXT); INSERT INTO t SELECT value, 'some text' FROM generate_series(1, 200); CREATE INDEX i ON t (b)", generate: true);
        var whole = File.ReadAllBytes(PathOfDatabase);
        Mutation.Of(whole).Sample(bytes =>
        {
            using var folder = new TestFolder();
            var path = Path.Combine(folder.Path, "x.db");
            File.WriteAllBytes(path, bytes);
            try
            {
                using var database = ForeignDatabase.Open(path);
                foreach (var (table, columns) in database.Tables) { Assert.InRange(database.Rows(table, columns).Count(), 0, 100_000); }
            }
            catch (InvalidDataException fault)
            {
                Assert.NotEmpty(fault.Message);
            }
        }, iter: 300);
    }

    private void Make(string sql, bool generate = false)
    {
        using var database = Database.Open(PathOfDatabase, mayCreate: true);
        database.Execute(generate ? sql.Replace("generate_series(1, 200)", "(WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 200) SELECT value FROM n)", StringComparison.Ordinal) : sql);
    }
}
