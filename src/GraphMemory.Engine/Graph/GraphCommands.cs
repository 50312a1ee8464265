using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Graph;

/// <summary>The one way to change a memory: check, then apply in one durable transaction.</summary>
public sealed class GraphCommands(IGraphStore store, GraphLimits limits)
{
    private volatile GraphLimits _limits = limits;

    /// <summary>Bounds of the next command; a running process takes others from its configuration.</summary>
    public GraphLimits Limits
    {
        get => _limits;
        set => _limits = value;
    }

    public Task<Result<T>> ExecuteAsync<T>(long workspaceId, IGraphCommand<T> command, CancellationToken cancellationToken) =>
        ExecuteAsync(workspaceId, command, idempotency: null, cancellationToken);

    /// <summary>Like <see cref="ExecuteAsync{T}(long, IGraphCommand{T}, CancellationToken)"/>; a repeated key gives the first reply again.</summary>
    public Task<Result<T>> ExecuteAsync<T>(
        long workspaceId, IGraphCommand<T> command, Idempotency<T>? idempotency, CancellationToken cancellationToken)
    {
        if (command.Check(_limits) is { } problem) { return Task.FromResult<Result<T>>(problem); }
        command.Prepare();
        return store.WriteAsync(
            workspaceId, write => Apply(write, command, idempotency), cancellationToken);
    }

    private static Result<T> Apply<T>(IWorkspaceWrite write, IGraphCommand<T> command, Idempotency<T>? idempotency)
    {
        var before = write.Use;
        var result = idempotency is null ? command.Apply(write) : idempotency.Once(write, command);
        return result.IsSuccess && QuotaRule.Check(before, write) is { } problem ? problem : result;
    }
}
