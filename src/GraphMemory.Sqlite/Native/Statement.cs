using System.Buffers;
using System.Text;
using SQLitePCL;

namespace GraphMemory.Sqlite.Native;

/// <summary>A prepared statement. Parameters count from 1, columns from 0, as in SQLite. Spans of columns live until the next step or reset.</summary>
internal sealed unsafe class Statement(Database database, sqlite3_stmt handle, string sql) : IDisposable
{
    private const int StackBytes = 1024;

    // Good as long as the handle is open: the connection owns this statement and disposes it.
    private readonly nint _pointer = handle.DangerousGetHandle();

    public Statement Bind(int parameter, long value) => Checked(SqliteCalls.BindLong(_pointer, parameter, value));

    public Statement Bind(int parameter, double value) => Checked(SqliteCalls.BindDouble(_pointer, parameter, value));

    public Statement BindNull(int parameter) => Checked(SqliteCalls.BindNull(_pointer, parameter));

    public Statement Bind(int parameter, long? value) => value is { } known ? Bind(parameter, known) : BindNull(parameter);

    public Statement Bind(int parameter, bool value) => Bind(parameter, value ? 1L : 0L);

    public Statement BindUtf8(int parameter, ReadOnlySpan<byte> utf8)
    {
        byte none; // an empty text has an address too; without one it would be NULL
        fixed (byte* first = utf8)
        {
            return Checked(SqliteCalls.BindText(_pointer, parameter, first is null ? &none : first, utf8.Length, SqliteCalls.Copied));
        }
    }

    public Statement BindBlob(int parameter, ReadOnlySpan<byte> bytes)
    {
        byte none;
        fixed (byte* first = bytes)
        {
            return Checked(SqliteCalls.BindBlob(_pointer, parameter, first is null ? &none : first, bytes.Length, SqliteCalls.Copied));
        }
    }

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
        ObjectDisposedException.ThrowIf(handle.IsClosed, this);
        var code = SqliteCalls.Step(_pointer);
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

    public void Reset() => _ = SqliteCalls.Reset(_pointer); // repeats what the step has said

    public long Long(int column) => SqliteCalls.ColumnLong(_pointer, column);

    public int Int(int column) => (int)Long(column);

    public double Double(int column) => SqliteCalls.ColumnDouble(_pointer, column);

    /// <summary>Datatype of the value (https://sqlite.org/c3ref/c_blob.html).</summary>
    public int Type(int column) => SqliteCalls.ColumnType(_pointer, column);

    public bool IsNull(int column) => SqliteCalls.ColumnType(_pointer, column) == raw.SQLITE_NULL;

    public long? LongOrNull(int column) => IsNull(column) ? null : Long(column);

    public string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    /// <summary>Bytes of a blob or of a UTF-8 text; empty for NULL.</summary>
    public ReadOnlySpan<byte> Bytes(int column)
    {
        var first = SqliteCalls.ColumnBlob(_pointer, column);
        return new(first, SqliteCalls.ColumnBytes(_pointer, column));
    }

    public void Dispose() => handle.Dispose();

    private Statement Checked(int code) => code == raw.SQLITE_OK ? this : throw database.Fault(sql);
}
