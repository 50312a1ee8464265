using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Graph.Commands;

/// <summary>Closes entities with their facts and the relations that touch them; unknown names are ignored. The reply counts what was closed.</summary>
public sealed record DeleteEntities(IReadOnlyList<string> Names) : IGraphCommand<int>
{
    public Problem? Check(GraphLimits limits) => RequestCheck.Count("entityNames", Names.Count, limits);

    public WriteIntent Intent => new(WriteKind.Delete, [.. Names.Select(name => new MemoryItem { Entity = name })]);

    public Result<int> Apply(IWorkspaceWrite write)
    {
        var count = 0;
        foreach (var name in Names)
        {
            if (write.FindEntity(name) is not { } entity) { continue; }
            WriteRules.DeleteWithFacts(write, entity);
            count++;
        }

        return count;
    }
}
