namespace GraphMemory.Sqlite.Native;

/// <summary>SQLite answered with an error code. Stays inside this project: the store turns it into a problem.</summary>
internal sealed class SqliteFault(int extendedCode, string message, string? sql = null)
    : Exception(sql is null ? $"SQLite {extendedCode}: {message}" : $"SQLite {extendedCode}: {message} in: {sql}")
{
    /// <summary>Extended result code (https://sqlite.org/rescode.html).</summary>
    public int ExtendedCode { get; } = extendedCode;

    /// <summary>Primary result code: the low byte.</summary>
    public int Code => ExtendedCode & 0xff;
}
