using System.Diagnostics;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.ImportExport;

namespace GraphMemory.Server.ImportExport.Ancestor;

/// <summary>
/// The custom form of a PostgreSQL dump. Only PostgreSQL's own <c>pg_restore</c> reads every version of it, so that program is asked to write
/// it out as SQL.
/// </summary>
internal static class PostgresArchive
{
    private const string Restore = "pg_restore";

    public static bool Is(ReadOnlySpan<byte> head) => head.StartsWith("PGDMP"u8);

    /// <summary>What to do about an archive that nothing here can read; null when something can.</summary>
    public static Problem? Fault(ImportSource source)
    {
        if (!Is(source) || IsOnPath()) { return null; }
        return ImportProblems.NeedsExport.With(
            $"{source.Path} is in pg_dump's custom form, which {Restore} reads, and that is not on the PATH. Install PostgreSQL's client programs, or write the dump out where they are: {Restore} -f dump.sql {Path.GetFileName(source.Path)}");
    }

    /// <summary>The dump as plain SQL.</summary>
    public static Stream Open(ImportSource source)
    {
        if (!Is(source)) { return source.Open(); }
        var start = new ProcessStartInfo(Restore) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-f");
        start.ArgumentList.Add("-");
        return new RestoreStream(Process.Start(start)!, source.Open());
    }

    private static bool Is(ImportSource source)
    {
        if (source.IsFolder) { return false; }
        using var stream = source.Open();
        var head = new byte[5];
        return stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && Is(head);
    }

    private static bool IsOnPath() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => File.Exists(Path.Combine(folder, Restore)) || File.Exists(Path.Combine(folder, Restore + ".exe")));
}
