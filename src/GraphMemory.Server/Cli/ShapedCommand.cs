using System.Text.Json.Serialization.Metadata;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Server.Cli;

/// <summary>A command of the engine whose result is what the command line shows, so that exactly this is kept under an idempotency key.</summary>
internal sealed record ShapedCommand<T>(Func<GraphLimits, Problem?> Checked, Func<IWorkspaceWrite, Result<T>> Applied, JsonTypeInfo<T> Type) : IGraphCommand<T>
{
    public Problem? Check(GraphLimits limits) => Checked(limits);

    public Result<T> Apply(IWorkspaceWrite write) => Applied(write);
}

internal static class ShapedCommand
{
    public static ShapedCommand<TShape> Of<T, TShape>(IGraphCommand<T> command, Func<T, TShape> shape, JsonTypeInfo<TShape> type) =>
        new(command.Check, write => command.Apply(write).Map(shape), type);
}
