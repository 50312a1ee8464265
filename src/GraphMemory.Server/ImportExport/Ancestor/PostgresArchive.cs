using System.ComponentModel;
using System.Diagnostics;
using GraphMemory.Engine.ImportExport;

namespace GraphMemory.Server.ImportExport.Ancestor;

/// <summary>
/// The custom form of a PostgreSQL dump. Only PostgreSQL's own <c>pg_restore</c> reads every version of it, so that program is asked to write
/// it out as SQL.
/// </summary>
internal static class PostgresArchive
{
    public static bool Is(ReadOnlySpan<byte> head) => head.StartsWith("PGDMP"u8);

    /// <summary>The dump as plain SQL.</summary>
    /// <exception cref="InvalidDataException">It is in the custom form and nothing here can read that; the message says what to do.</exception>
    public static Stream Open(ImportSource source)
    {
        var stream = source.Open();
        var head = new byte[5];
        var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        stream.Dispose();
        return Is(head.AsSpan(0, length)) ? Restored(source) : source.Open();
    }

    private static RestoreStream Restored(ImportSource source)
    {
        var start = new ProcessStartInfo("pg_restore") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-f");
        start.ArgumentList.Add("-");
        try
        {
            return new RestoreStream(Process.Start(start)!, source.Open());
        }
        catch (Win32Exception)
        {
            throw new InvalidDataException(
                $"{source.Path} is in pg_dump's custom form, which pg_restore reads; it is not on the PATH. Install PostgreSQL's client programs, or write the dump out elsewhere: pg_restore -f dump.sql {Path.GetFileName(source.Path)}");
        }
    }
}
