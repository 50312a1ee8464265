using System.Collections.Immutable;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Sqlite.Native;

namespace GraphMemory.Sqlite.Schema;

/// <summary>Brings a database file to the newest schema; several processes may try at once, the write lock lets one pass.</summary>
internal sealed class SchemaUpgrade(TimeProvider clock, ImmutableArray<Migration> migrations)
{
    /// <summary>"GMEM": tells this product's files from any other SQLite database (https://sqlite.org/pragma.html#pragma_application_id).</summary>
    public const int ApplicationId = 0x474D454D;

    /// <summary>Applies what is missing, each step in one transaction. Null when the file is at the newest schema.</summary>
    public Problem? Run(Database database)
    {
        while (true)
        {
            var version = Version(database);
            if (Refuse(database, version) is { } problem) { return problem; }
            if (version == migrations[^1].Version) { return null; }
            ApplyNext(database);
        }
    }

    /// <summary>Why this file may not be used, without changing it; also for a file that is opened read-only.</summary>
    public Problem? Refuse(Database database) => Refuse(database, Version(database));

    private Problem? Refuse(Database database, int version)
    {
        var newest = migrations[^1].Version;
        if (version > newest)
        {
            return StoreProblems.NewerSchema.With(
                $"The database has schema version {version}; this program knows versions up to {newest}. " +
                "Update graphmemory to the version that wrote it, or restore a backup taken before the update.");
        }

        return version == 0 && database.Scalar("SELECT count(*) FROM sqlite_schema") != "0"
            ? StoreProblems.Foreign.With("graphmemory.db holds another program's tables. Choose an empty data folder, or move that file away.")
            : null;
    }

    /// <summary>0 for a file without a schema of ours.</summary>
    public static int Version(Database database) =>
        database.Scalar("SELECT count(*) FROM sqlite_schema WHERE name = 'schema_version'") == "0"
            ? 0
            : int.Parse(database.Scalar("SELECT coalesce(max(version), 0) FROM schema_version")!);

    private void ApplyNext(Database database)
    {
        database.Execute("BEGIN IMMEDIATE");
        try
        {
            // Another process may have passed while this one waited for the lock.
            var version = Version(database);
            if (migrations.FirstOrDefault(step => step.Version > version) is { } next) { Apply(database, next); }
            database.Execute("COMMIT");
        }
        catch
        {
            if (!database.IsAutoCommit) { database.Execute("ROLLBACK"); }
            throw;
        }
    }

    private void Apply(Database database, Migration step)
    {
        database.Execute("CREATE TABLE IF NOT EXISTS schema_version(version INTEGER PRIMARY KEY, applied_at_ms INTEGER NOT NULL) STRICT");
        database.Execute(step.Sql);
        database.Execute($"PRAGMA application_id = {ApplicationId}");
        database.Prepare("INSERT INTO schema_version(version, applied_at_ms) VALUES(?1, ?2)")
            .Bind(1, step.Version).Bind(2, clock.GetUtcNow().ToUnixTimeMilliseconds()).Run();
    }
}
