using GraphMemory.Engine.Errors;
using GraphMemory.Sqlite.Native;

namespace GraphMemory.Sqlite.Writing;

/// <summary>One caller's change, waiting for the next group commit.</summary>
internal abstract class WriteWork
{
    public abstract bool IsCancelled { get; }

    /// <summary>Does the work inside the transaction; false when its changes are to be rolled back.</summary>
    public abstract bool Run(WriteTransaction transaction);

    /// <summary>The transaction is on disk: hands out the outcome of the last run.</summary>
    public abstract void Complete();

    /// <summary>The transaction failed, and this work with it.</summary>
    public abstract void Fail(Problem problem);

    /// <summary>The caller gave up before the work began.</summary>
    public abstract void Cancel();
}

internal sealed class WriteWork<T>(Func<WriteTransaction, Result<T>> work, CancellationToken cancellationToken) : WriteWork
{
    // Continuations run elsewhere: the writer's thread belongs to the next commit.
    private readonly TaskCompletionSource<Result<T>> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Result<T> _result;
    private Exception? _exception;

    public Task<Result<T>> Task => _completion.Task;

    public override bool IsCancelled => cancellationToken.IsCancellationRequested;

    public override bool Run(WriteTransaction transaction)
    {
        (_result, _exception) = (default, null);
        try
        {
            _result = work(transaction);
            return _result.IsSuccess;
        }
        catch (SqliteFault fault) when (StoreFaults.IsCorrupt(fault) && !transaction.Database.IsAutoCommit)
        {
            transaction.Damage = fault;
            _result = StoreFaults.Of(fault, transaction.Folder);
            return false;
        }
        catch (SqliteFault fault) when (StoreFaults.IsOfMachine(fault)) { throw; }
        catch (Exception exception)
        {
            _exception = exception;
            return false;
        }
    }

    public override void Complete()
    {
        if (_exception is not null) { _completion.TrySetException(_exception); }
        else { _completion.TrySetResult(_result); }
    }

    public override void Fail(Problem problem) => _completion.TrySetResult(problem);

    public override void Cancel() => _completion.TrySetCanceled(cancellationToken);
}
