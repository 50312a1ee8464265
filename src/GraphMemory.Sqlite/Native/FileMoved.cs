using System.Runtime.InteropServices;
using SQLitePCL;

namespace GraphMemory.Sqlite.Native;

/// <summary>
/// Whether the file that a connection has open is still the one its name leads to. A deleted or replaced file takes writes without an
/// error, and loses them (https://sqlite.org/howtocorrupt.html, 4).
/// </summary>
internal static partial class FileMoved
{
    private const int HasMoved = 20; // SQLITE_FCNTL_HAS_MOVED

    public static bool Of(Database database)
    {
        var hasMoved = 0;
        var code = FileControl(database.Handle.DangerousGetHandle(), "main", HasMoved, ref hasMoved);
        GC.KeepAlive(database);
        return code == raw.SQLITE_OK && hasMoved != 0;
    }

    // The wrapper does not offer this one call.
    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_file_control", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static partial int FileControl(nint database, string name, int operation, ref int value);
}
