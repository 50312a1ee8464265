using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Graph;

/// <summary>The one way to change a memory: check, then apply in one durable transaction.</summary>
public sealed class GraphCommands(IGraphStore store, GraphLimits limits)
{
    public Task<Result<T>> ExecuteAsync<T>(long workspaceId, IGraphCommand<T> command, CancellationToken cancellationToken) =>
        command.Check(limits) is { } problem
            ? Task.FromResult<Result<T>>(problem)
            : store.WriteAsync(workspaceId, command.Apply, cancellationToken);

    /// <summary>Like <see cref="ExecuteAsync{T}(long, IGraphCommand{T}, CancellationToken)"/>; a repeated key gives the first reply again.</summary>
    public Task<Result<T>> ExecuteAsync<T>(
        long workspaceId, IGraphCommand<T> command, Idempotency<T>? idempotency, CancellationToken cancellationToken) =>
        idempotency is null
            ? ExecuteAsync(workspaceId, command, cancellationToken)
            : command.Check(limits) is { } problem
                ? Task.FromResult<Result<T>>(problem)
                : store.WriteAsync(workspaceId, write => idempotency.Once(write, command), cancellationToken);
}
