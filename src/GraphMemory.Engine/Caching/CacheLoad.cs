using System.Collections.Immutable;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Caching;

/// <summary>One load that runs, and the answer that its callers wait for.</summary>
internal sealed class CacheLoad<TValue>(ImmutableArray<string> tags, long epoch)
{
    // Continuations run elsewhere, so that a waiter's code never runs inside the loader's thread.
    private readonly TaskCompletionSource<Result<TValue>> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private bool _isDisowned;

    public ImmutableArray<string> Tags { get; } = tags;

    public long Epoch { get; } = epoch;

    public Task<Result<TValue>> Task => _answer.Task;

    public bool IsDisowned
    {
        get { lock (_gate) { return _isDisowned; } }
    }

    /// <summary>The key was invalidated: what this load brings is too old to keep.</summary>
    public void Disown()
    {
        lock (_gate) { _isDisowned = true; }
    }

    /// <summary>Keeping and disowning exclude each other: a value kept first is removed by the invalidation that follows.</summary>
    public void KeepUnlessDisowned(Action keep)
    {
        lock (_gate)
        {
            if (!_isDisowned) { keep(); }
        }
    }

    public void Complete(Result<TValue> result) => _answer.SetResult(result);

    public void Fail(Exception exception) => _answer.SetException(exception);
}
