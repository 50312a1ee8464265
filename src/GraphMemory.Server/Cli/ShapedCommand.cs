using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Server.Cli;

/// <summary>A command of the engine whose result is what the command line shows, so that exactly this is kept under an idempotency key.</summary>
internal sealed record ShapedCommand<T>(Func<GraphLimits, Problem?> Checked, Func<IWorkspaceWrite, Result<T>> Applied, JsonTypeInfo<T> Type) : IGraphCommand<T>
{
    public Problem? Check(GraphLimits limits) => Checked(limits);

    public WriteIntent? Intent => Intended?.Invoke();

    /// <summary>What the command that it shows is about to do; null when that is none of anybody's business.</summary>
    public Func<WriteIntent?>? Intended { get; init; }

    public Func<ImmutableArray<MemoryItem>, IGraphCommand<T>>? Amending { get; init; }

    public IGraphCommand<T> Amended(ImmutableArray<MemoryItem> items) => Amending?.Invoke(items) ?? this;

    public Result<T> Apply(IWorkspaceWrite write) => Applied(write);
}

internal static class ShapedCommand
{
    public static ShapedCommand<TShape> Of<T, TShape>(IGraphCommand<T> command, Func<T, TShape> shape, JsonTypeInfo<TShape> type) =>
        new(command.Check, write => command.Apply(write).Map(shape), type)
        {
            Intended = () => command.Intent, Amending = items => Of(command.Amended(items), shape, type),
        };
}
