using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Sqlite.Graph;
using GraphMemory.Sqlite.Native;
using GraphMemory.Sqlite.Schema;

namespace GraphMemory.Sqlite.Care;

/// <summary>SQLite's own check of every page and index, then the rules of the memory model. Reads everything once.</summary>
internal static class IntegrityCheck
{
    public static IntegrityReport Run(Database database)
    {
        try
        {
            var pages = Pages(database);
            var version = SchemaUpgrade.Version(database);
            return new([.. pages, .. BackupFile.Workspaces(database).SelectMany(workspace => Rules(database, version, workspace))]);
        }
        catch (SqliteFault fault) when (StoreFaults.IsCorrupt(fault)) { return new([fault.Message]); }
    }

    /// <summary>For a folder that no store opens any more. Changes nothing.</summary>
    public static Result<IntegrityReport> Run(DataFolder folder)
    {
        try
        {
            using var database = Database.Open(folder.DatabasePath, isReadOnly: true);
            return Run(database);
        }
        catch (SqliteFault fault) { return StoreFaults.Of(fault, folder); }
    }

    private static List<string> Pages(Database database)
    {
        var faults = new List<string>();
        var rows = database.Prepare("PRAGMA integrity_check(20)");
        while (rows.Step())
        {
            if (rows.Text(0) != "ok") { faults.Add(rows.Text(0)); }
        }

        return faults;
    }

    private static IEnumerable<string> Rules(Database database, int version, Workspace workspace) =>
        from rule in IntegrityRule.All
        where rule.SinceVersion <= version
        let count = Count(database, rule, workspace.Id)
        where count > 0
        select $"Workspace {workspace.Name}: {rule.Fault} ({count}).";

    private static long Count(Database database, IntegrityRule rule, long workspaceId)
    {
        var row = database.Prepare(rule.CountSql).Bind(1, workspaceId);
        if (rule.CountSql.Contains("?2", StringComparison.Ordinal))
        {
            row.Bind(2, RowKey.Of(workspaceId, 0));
            if (rule.CountSql.Contains("?3", StringComparison.Ordinal)) { row.Bind(3, RowKey.Of(workspaceId, RowKey.SeqMax)); }
        }

        row.Step();
        var count = row.Long(0);
        row.Reset();
        return count;
    }
}
