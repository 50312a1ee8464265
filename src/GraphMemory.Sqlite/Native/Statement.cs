using System.Buffers;
using System.Text;
using SQLitePCL;

namespace GraphMemory.Sqlite.Native;

/// <summary>A prepared statement. Parameters count from 1, columns from 0, as in SQLite. Spans of columns live until the next step or reset.</summary>
internal sealed class Statement(Database database, sqlite3_stmt handle, string sql) : IDisposable
{
    private const int StackBytes = 1024;

    public Statement Bind(int parameter, long value) => Checked(raw.sqlite3_bind_int64(handle, parameter, value));

    public Statement Bind(int parameter, double value) => Checked(raw.sqlite3_bind_double(handle, parameter, value));

    public Statement BindNull(int parameter) => Checked(raw.sqlite3_bind_null(handle, parameter));

    public Statement Bind(int parameter, long? value) => value is { } known ? Bind(parameter, known) : BindNull(parameter);

    public Statement Bind(int parameter, bool value) => Bind(parameter, value ? 1L : 0L);

    public Statement BindUtf8(int parameter, ReadOnlySpan<byte> utf8) => Checked(raw.sqlite3_bind_text(handle, parameter, utf8));

    public Statement BindBlob(int parameter, ReadOnlySpan<byte> bytes) => Checked(raw.sqlite3_bind_blob(handle, parameter, bytes));

    public Statement Bind(int parameter, string? text)
    {
        if (text is null) { return BindNull(parameter); }
        var sizeMax = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (sizeMax <= StackBytes)
        {
            Span<byte> bytes = stackalloc byte[StackBytes];
            return BindUtf8(parameter, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
        }

        var rented = ArrayPool<byte>.Shared.Rent(sizeMax);
        try { return BindUtf8(parameter, rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented))); }
        finally { ArrayPool<byte>.Shared.Return(rented); }
    }

    /// <summary>True when a row is ready, false when the statement is done (it is then reset).</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW) { return true; }
        if (code == raw.SQLITE_DONE)
        {
            Reset();
            return false;
        }

        var fault = database.Fault(sql);
        Reset();
        throw fault;
    }

    /// <summary>Runs a statement that returns no row.</summary>
    public void Run()
    {
        if (Step()) { Reset(); }
    }

    public void Reset() => raw.sqlite3_reset(handle);

    public long Long(int column) => raw.sqlite3_column_int64(handle, column);

    public int Int(int column) => raw.sqlite3_column_int(handle, column);

    public double Double(int column) => raw.sqlite3_column_double(handle, column);

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public long? LongOrNull(int column) => IsNull(column) ? null : Long(column);

    public string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    /// <summary>Bytes of a blob or of a UTF-8 text; empty for NULL.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(handle, column);

    public void Dispose() => handle.Dispose();

    private Statement Checked(int code) => code == raw.SQLITE_OK ? this : throw database.Fault(sql);
}
