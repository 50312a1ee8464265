using System.Collections.Concurrent;
using GraphMemory.Engine.Graph;
using GraphMemory.Sqlite.Native;

namespace GraphMemory.Sqlite.Reading;

/// <summary>A few connections for reading. Each read is one transaction: it sees one state, and never waits for the writer.</summary>
internal sealed class ReadPool(DataFolder folder, SqliteStoreOptions options, Connections connections) : IDisposable
{
    private readonly ConcurrentStack<Database> _idle = new();
    private readonly SemaphoreSlim _places = new(options.ReadersMax);

    /// <exception cref="StoreFaultException">The store could not be read.</exception>
    public T Read<T>(Func<Database, T> work)
    {
        if (!_places.Wait(options.BusyTimeoutMs)) { throw new StoreFaultException(StoreFaults.BusyProblem(folder)); }
        try { return ReadOnce(work); }
        catch (SqliteFault fault) { throw new StoreFaultException(StoreFaults.Of(fault, folder), fault); }
        finally { _places.Release(); }
    }

    public void Dispose()
    {
        while (_idle.TryPop(out var database)) { database.Dispose(); }
        _places.Dispose();
    }

    private T ReadOnce<T>(Func<Database, T> work)
    {
        var database = Rent();
        try
        {
            database.Prepare("BEGIN").Run();
            var value = work(database);
            database.Prepare("COMMIT").Run();
            _idle.Push(database);
            return value;
        }
        catch
        {
            // Whatever state the connection is in, the next reader starts with a fresh one.
            database.Dispose();
            throw;
        }
    }

    private Database Rent()
    {
        while (_idle.TryPop(out var database))
        {
            if (!FileMoved.Of(database)) { return database; }
            database.Dispose();
        }

        return connections.Reader();
    }
}
