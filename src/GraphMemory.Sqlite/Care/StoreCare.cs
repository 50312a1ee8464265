using GraphMemory.Engine.Errors;

namespace GraphMemory.Sqlite.Care;

/// <summary>What can be done with a folder that no store has open, even when none can open it.</summary>
public static class StoreCare
{
    /// <summary>Replaces the folder's database by a verified backup; refused while any process has it open.</summary>
    public static Result<RestoreReport> Restore(DataFolder folder, string backupPath, TimeProvider clock) => new Restore(folder, clock).Run(backupPath);

    /// <summary>Checks every page, index and rule; also of a database too damaged to be opened as a store. Changes nothing.</summary>
    public static Result<IntegrityReport> CheckIntegrity(DataFolder folder) => IntegrityCheck.Run(folder);
}
