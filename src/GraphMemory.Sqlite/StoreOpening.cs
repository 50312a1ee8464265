using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Sqlite.Care;
using GraphMemory.Sqlite.Native;
using GraphMemory.Sqlite.Reading;
using GraphMemory.Sqlite.Schema;
using GraphMemory.Sqlite.Writing;

namespace GraphMemory.Sqlite;

/// <summary>Opens a folder: creates it, brings its schema up to date, or falls back to reading when it cannot be written.</summary>
internal sealed class StoreOpening(DataFolder folder, TimeProvider clock, SqliteStoreOptions options)
{
    private readonly SchemaUpgrade _schema = new(clock, Migrations.All);

    public Result<SqliteGraphStore> Run()
    {
        try { return options.IsReadOnly ? OpenForReading(OnRequest()) : OpenForWriting(); }
        catch (SqliteFault fault) { return StoreFaults.Of(fault, folder); }
    }

    private Result<SqliteGraphStore> OpenForWriting()
    {
        try { return UpgradeWhenFree().Map(Writable); }
        catch (SqliteFault fault) when (StoreFaults.IsReadOnly(fault) && File.Exists(folder.DatabasePath))
        {
            return OpenForReading(StoreFaults.ReadOnlyProblem(folder));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return File.Exists(folder.DatabasePath)
                ? OpenForReading(StoreFaults.ReadOnlyProblem(folder))
                : StoreProblems.Unavailable.With($"The data folder {folder.Path} cannot be used: {exception.Message} Choose another with --data.");
        }
    }

    // Switching a new file to the write-ahead log needs it alone: of several processes that create it at once, the others try again.
    private Result<Database> UpgradeWhenFree()
    {
        var wait = new LockWait(Randomness(), options.BusyTimeoutMs);
        while (true)
        {
            try { return Upgrade(); }
            catch (SqliteFault fault) when (StoreFaults.IsBusy(fault))
            {
                if (!wait.Again()) { return StoreFaults.BusyProblem(folder); }
            }
        }
    }

    private Result<Database> Upgrade()
    {
        folder.Create();
        var database = new Connections(folder, options).Writer(mayCreate: true);
        try
        {
            if (_schema.Run(database) is not { } problem) { return database; }
            database.Dispose();
            return problem;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    // The writer goes on with the connection that saw to the schema. It is also what tells a restore that the folder is in use.
    private SqliteGraphStore Writable(Database database)
    {
        var connections = new Connections(folder, options);
        var checkpoint = new Checkpoint(folder, options, connections);
        var commit = new GroupCommit(folder, options, clock, connections, checkpoint, Randomness(), database);
        return new(folder, connections, new ReadPool(folder, options, connections), checkpoint, new Writer(folder, options, commit), readOnly: null, options.NewWorkspaceQuotas);
    }

    private Result<SqliteGraphStore> OpenForReading(Problem why)
    {
        var reading = options with { IsReadOnly = true };
        var connections = new Connections(folder, reading);
        using (var database = connections.Reader())
        {
            if (_schema.Refuse(database) is { } problem) { return problem; }
            if (SchemaUpgrade.Version(database) != Migrations.All[^1].Version)
            {
                return StoreProblems.ReadOnly.With($"{folder.DatabasePath} has an older schema, and cannot be written to update it. Open it once with write permission.");
            }
        }

        return new SqliteGraphStore(
            folder, connections, new ReadPool(folder, reading, connections), new Checkpoint(folder, reading, connections), writer: null, why, options.NewWorkspaceQuotas);
    }

    private Problem OnRequest() => StoreProblems.ReadOnly.With($"{folder.Path} was opened for reading only.");

    // The jitter only has to differ between processes and instances, not to be repeatable.
    private static Random Randomness() => new(System.Security.Cryptography.RandomNumberGenerator.GetInt32(int.MaxValue));
}
