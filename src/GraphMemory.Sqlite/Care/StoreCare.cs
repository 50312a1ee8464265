using GraphMemory.Engine.Errors;
using GraphMemory.Sqlite.Native;
using GraphMemory.Sqlite.Schema;

namespace GraphMemory.Sqlite.Care;

/// <summary>What can be done with a folder that no store has open, even when none can open it.</summary>
public static class StoreCare
{
    /// <summary>Replaces the folder's database by a verified backup; refused while any process has it open.</summary>
    public static Result<RestoreReport> Restore(DataFolder folder, string backupPath, TimeProvider clock) => new Restore(folder, clock).Run(backupPath);

    /// <summary>Checks every page, index and rule; also of a database too damaged to be opened as a store. Changes nothing.</summary>
    public static Result<IntegrityReport> CheckIntegrity(DataFolder folder) => IntegrityCheck.Run(folder);

    /// <summary>The schema of the folder's database, also of one that a newer program wrote. Changes nothing.</summary>
    public static Result<SchemaReport> Schema(DataFolder folder)
    {
        try
        {
            using var database = Database.Open(folder.DatabasePath, isReadOnly: true);
            return new SchemaReport(SchemaUpgrade.Version(database), Migrations.All[^1].Version);
        }
        catch (SqliteFault fault) { return StoreFaults.Of(fault, folder); }
    }
}

/// <param name="Newest">The newest version that this program knows.</param>
public sealed record SchemaReport(int Version, int Newest);
