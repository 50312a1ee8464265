using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Sqlite.Native;

namespace GraphMemory.Sqlite;

/// <summary>What an error code of SQLite means to the person in front of it (https://sqlite.org/rescode.html).</summary>
internal static class StoreFaults
{
    private const int Busy = 5, Locked = 6, NoMemory = 7, ReadOnly = 8, Interrupted = 9, InputOutput = 10, Corrupt = 11, Full = 13,
        CannotOpen = 14, Protocol = 15, Permission = 3, NotADatabase = 26;

    /// <summary>True for faults of the disk, the file or other processes; false for a defect of the statement at hand.</summary>
    public static bool IsOfMachine(SqliteFault fault) => fault.Code
        is Permission or Busy or Locked or NoMemory or ReadOnly or Interrupted or InputOutput or Corrupt or Full or CannotOpen or Protocol or NotADatabase;

    public static bool IsBusy(SqliteFault fault) => fault.Code is Busy or Locked or Protocol;

    public static bool IsReadOnly(SqliteFault fault) => fault.Code is ReadOnly or CannotOpen or Permission;

    public static bool IsCorrupt(SqliteFault fault) => fault.Code is Corrupt or NotADatabase;

    public static Problem Of(SqliteFault fault, DataFolder folder) => fault.Code switch
    {
        Full => StoreProblems.Full.With($"The disk that holds {folder.Path} is full: nothing more is stored. Free some space; the next write tries again."),
        ReadOnly or Permission => ReadOnlyProblem(folder),
        Corrupt or NotADatabase => StoreProblems.Corrupt.With($"{folder.DatabasePath} is damaged ({Reason(fault)}). Run: graphmemory doctor, then graphmemory restore with the last backup."),
        CannotOpen => StoreProblems.Unavailable.With($"{folder.DatabasePath} cannot be opened ({Reason(fault)}). Check that the folder exists and may be read and written."),
        Busy or Locked or Protocol => BusyProblem(folder),
        _ => StoreProblems.Unavailable.With($"{folder.DatabasePath} failed ({Reason(fault)}). Nothing of this change was acknowledged; the next write tries again."),
    };

    public static Problem BusyProblem(DataFolder folder) =>
        StoreProblems.Busy.With($"Other processes kept {folder.Path} busy for too long. Try again, or stop what writes there.");

    public static Problem ReadOnlyProblem(DataFolder folder) =>
        StoreProblems.ReadOnly.With($"{folder.DatabasePath} cannot be written. Give its owner write permission, or choose another folder with --data.");

    public static Problem Gone(DataFolder folder) =>
        StoreProblems.Unavailable.With($"{folder.DatabasePath} was moved or deleted while it was open. Put it back, or restart to begin a new one.");

    private static string Reason(SqliteFault fault) => $"SQLite {fault.ExtendedCode}, {fault.Message[(fault.Message.IndexOf(": ", StringComparison.Ordinal) + 2)..]}";
}
