using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Graph.Commands;

/// <summary>Closes relations by their ends and type; what does not exist is ignored. The reply counts what was closed.</summary>
public sealed record DeleteRelations(IReadOnlyList<RelationKey> Relations) : IGraphCommand<int>
{
    public Problem? Check(GraphLimits limits) => RequestCheck.Count("relations", Relations.Count, limits);

    public WriteIntent Intent => new(WriteKind.Delete, [.. Relations.Select(relation => MemoryItem.Of(relation.From, relation.Type, relation.To))]);

    public Result<int> Apply(IWorkspaceWrite write)
    {
        var count = 0;
        foreach (var relation in Relations)
        {
            if (EntityLookup.Find(write, relation.From) is not { } from || EntityLookup.Find(write, relation.To) is not { } to) { continue; }
            foreach (var fact in write.FactsOfClaim(from.Id, relation.Type, to.Id).Where(fact => fact.IsLive && fact.Statement.ObjectId == to.Id))
            {
                write.CloseFact(fact.Id);
                count++;
            }
        }

        return count;
    }
}
