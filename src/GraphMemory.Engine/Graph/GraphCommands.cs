using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Graph;

/// <summary>The one way to change a memory: check, then apply in one durable transaction.</summary>
public sealed class GraphCommands(IGraphStore store, GraphLimits limits)
{
    private volatile GraphLimits _limits = limits;
    private volatile IWriteParticipant? _participant;

    /// <summary>Bounds of the next command; a running process takes others from its configuration.</summary>
    public GraphLimits Limits
    {
        get => _limits;
        set => _limits = value;
    }

    /// <summary>Has a say in every change; null, which is usual, costs a look at this field.</summary>
    public IWriteParticipant? Participant
    {
        get => _participant;
        set => _participant = value;
    }

    public Task<Result<T>> ExecuteAsync<T>(long workspaceId, IGraphCommand<T> command, CancellationToken cancellationToken) =>
        ExecuteAsync(workspaceId, command, idempotency: null, cancellationToken);

    /// <summary>Like <see cref="ExecuteAsync{T}(long, IGraphCommand{T}, CancellationToken)"/>; a repeated key gives the first reply again.</summary>
    public Task<Result<T>> ExecuteAsync<T>(
        long workspaceId, IGraphCommand<T> command, Idempotency<T>? idempotency, CancellationToken cancellationToken)
    {
        if (command.Check(_limits) is { } problem) { return Task.FromResult<Result<T>>(problem); }
        return _participant is { } participant && command.Intent is { } intent
            ? WithAsync(participant, intent, workspaceId, command, idempotency, cancellationToken)
            : WriteAsync(workspaceId, command, idempotency, cancellationToken);
    }

    private async Task<Result<T>> WithAsync<T>(
        IWriteParticipant participant, WriteIntent intent, long workspaceId, IGraphCommand<T> command, Idempotency<T>? idempotency, CancellationToken cancellationToken)
    {
        var items = await participant.BeforeAsync(workspaceId, intent, amended => command.Amended(amended).Check(_limits), cancellationToken).ConfigureAwait(false);
        if (!items.IsSuccess) { return items.Problem; }
        var result = await WriteAsync(workspaceId, items.Value == intent.Items ? command : command.Amended(items.Value), idempotency, cancellationToken).ConfigureAwait(false);
        if (result.IsSuccess) { participant.After(workspaceId, intent with { Items = items.Value }); }
        return result;
    }

    private Task<Result<T>> WriteAsync<T>(long workspaceId, IGraphCommand<T> command, Idempotency<T>? idempotency, CancellationToken cancellationToken)
    {
        command.Prepare();
        return store.WriteAsync(workspaceId, write => Apply(write, command, idempotency), cancellationToken);
    }

    private static Result<T> Apply<T>(IWorkspaceWrite write, IGraphCommand<T> command, Idempotency<T>? idempotency)
    {
        var before = write.Use;
        var result = idempotency is null ? command.Apply(write) : idempotency.Once(write, command);
        return result.IsSuccess && QuotaRule.Check(before, write) is { } problem ? problem : result;
    }
}
