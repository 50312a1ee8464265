using System.Collections.Immutable;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using Microsoft.Extensions.Primitives;

namespace GraphMemory.Server.Rest;

/// <summary>
/// A command that is applied only to the version that its caller has seen (RFC 9110, 13.1.1). The version is looked at inside the
/// transaction, so that nothing comes in between.
/// </summary>
/// <param name="TagOf">The entity tag of the resource now; null when there is none, which the command itself will tell.</param>
internal sealed record IfMatches<T>(IGraphCommand<T> Command, StringValues IfMatch, Func<IWorkspaceRead, string?> TagOf) : IGraphCommand<T>
{
    public Problem? Check(GraphLimits limits) => Command.Check(limits);

    public WriteIntent? Intent => Command.Intent;

    public IGraphCommand<T> Amended(ImmutableArray<MemoryItem> items) => this with { Command = Command.Amended(items) };

    public void Prepare() => Command.Prepare();

    public Result<T> Apply(IWorkspaceWrite write)
    {
        if (IfMatch.Count == 0 || TagOf(write) is not { } now || !RestTags.IsOther(IfMatch, now)) { return Command.Apply(write); }
        return RestProblems.Stale.With(
            $"The resource is at version {now} now.", new FieldProblem("If-Match", "names another version", "Read it again, and send the entity tag of that answer."));
    }
}
