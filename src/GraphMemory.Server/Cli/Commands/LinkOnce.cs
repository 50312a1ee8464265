using System.Collections.Immutable;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;

namespace GraphMemory.Server.Cli.Commands;

/// <summary>A link, and the declaration of its type when asked for, in one transaction.</summary>
internal sealed record LinkOnce(Link Link, DeclarePredicate? Declaration) : IGraphCommand<ImmutableArray<Recorded>>
{
    public Problem? Check(GraphLimits limits) => Declaration?.Check(limits) ?? Link.Check(limits);

    public WriteIntent? Intent => Link.Intent;

    public Result<ImmutableArray<Recorded>> Apply(IWorkspaceWrite write) =>
        Declaration?.Apply(write) is { IsSuccess: false } refused ? refused.Problem : Link.Apply(write);
}
