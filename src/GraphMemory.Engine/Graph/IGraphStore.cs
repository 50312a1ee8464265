using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Graph;

/// <summary>
/// The only coordinator: every process and node works through transactions on one store. Implementations pass the same contract suite.
/// </summary>
public interface IGraphStore : IDisposable
{
    /// <summary>Every workspace, by name.</summary>
    IReadOnlyList<Workspace> Workspaces();

    Workspace? FindWorkspace(string name);

    /// <summary>The workspace of this name, created when it does not exist.</summary>
    Task<Result<Workspace>> OpenWorkspaceAsync(string name, CancellationToken cancellationToken);

    /// <summary>Gives a workspace another name; refused when one of that name exists.</summary>
    Task<Result<Workspace>> RenameWorkspaceAsync(long workspaceId, string name, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes a workspace. From the answer on nobody finds, reads or writes it, whatever ids they remember: an id is never used again. Its
    /// rows go by <see cref="EraseStepAsync"/>.
    /// </summary>
    /// <param name="onlyAtSeq">Refuses when the log has gone beyond this position; null deletes whatever was written.</param>
    Task<Result<Workspace>> DeleteWorkspaceAsync(long workspaceId, long? onlyAtSeq, CancellationToken cancellationToken);

    /// <summary>Erases a bounded part of what deleted workspaces left behind. True when more is left; any process may go on where one stopped.</summary>
    Task<Result<bool>> EraseStepAsync(CancellationToken cancellationToken);

    /// <summary>Runs <paramref name="work"/> on one consistent state, at least as new as this process's last acknowledged write.</summary>
    /// <exception cref="StoreFaultException">The store could not be read; the exception carries the problem to show.</exception>
    T Read<T>(long workspaceId, Func<IWorkspaceRead, T> work);

    /// <summary>Like <see cref="Read{T}(long, Func{IWorkspaceRead, T})"/>, on one state of several workspaces, in the order of their ids given.</summary>
    T Read<T>(IReadOnlyList<long> workspaceIds, Func<IReadOnlyList<IWorkspaceRead>, T> work);

    /// <summary>
    /// Runs <paramref name="work"/> inside the next group commit. When the task completes with a value, the change is on disk. A problem
    /// returned by the work, or an exception thrown by it, rolls back this work alone. The work may run more than once: no side effects.
    /// </summary>
    Task<Result<T>> WriteAsync<T>(long workspaceId, Func<IWorkspaceWrite, Result<T>> work, CancellationToken cancellationToken);

    StoreState State { get; }
}

/// <summary>Whether the store takes writes; the problem says why not and how to get out.</summary>
public sealed record StoreState(bool IsWritable, Problem? Problem);

/// <summary>Broken I/O or a defect; never thrown for expected failures.</summary>
public sealed class StoreFaultException(Problem problem, Exception? inner = null) : Exception(problem.ToString(), inner)
{
    public Problem Problem { get; } = problem;
}
