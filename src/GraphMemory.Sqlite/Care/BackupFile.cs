using System.Collections.Immutable;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Sqlite.Native;
using GraphMemory.Sqlite.Schema;

namespace GraphMemory.Sqlite.Care;

/// <summary>A backup, looked at before it is trusted.</summary>
internal static class BackupFile
{
    /// <summary>Why it cannot be restored; null when hash, schema and content are right.</summary>
    public static Problem? Verify(string path, SchemaUpgrade schema)
    {
        if (!File.Exists(path)) { return StoreProblems.BadBackup.With($"There is no backup at {path}."); }
        if (FileHash.ReadSidecar(path) is { } expected && expected != FileHash.Of(path))
        {
            return StoreProblems.BadBackup.With($"{path} differs from its SHA-256 in {FileHash.SidecarPath(path)}. Use another backup.");
        }

        try
        {
            using var database = OpenUnchanged(path);
            if (schema.Refuse(database) is { } problem) { return problem; }
            if (SchemaUpgrade.Version(database) == 0) { return StoreProblems.BadBackup.With($"{path} is empty."); }
            var report = IntegrityCheck.Run(database);
            return report.IsSound ? null : StoreProblems.BadBackup.With($"{path} is damaged: {report.Faults[0]} Use another backup.");
        }
        catch (SqliteFault fault) { return StoreProblems.BadBackup.With($"{path} cannot be read ({fault.Message}). Use another backup."); }
    }

    public static ImmutableArray<Workspace> Workspaces(string path)
    {
        using var database = OpenUnchanged(path);
        return [.. Workspaces(database)];
    }

    /// <summary>By name; from the columns that every schema has, since a backup may be older than the program.</summary>
    public static List<Workspace> Workspaces(Database database)
    {
        var workspaces = new List<Workspace>();
        var rows = database.Prepare("SELECT id, name, head_seq, log_start_seq, created_at_ms FROM workspace ORDER BY name");
        while (rows.Step()) { workspaces.Add(new(rows.Long(0), rows.Text(1), rows.Long(2), rows.Long(3), rows.Long(4))); }
        return workspaces;
    }

    private static Database OpenUnchanged(string path) => Database.Open(new Uri(Path.GetFullPath(path)).AbsoluteUri + "?immutable=1", isReadOnly: true);
}
