using System.Collections.Immutable;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Graph.Commands;

/// <summary>Closes facts by id, and entities by name with all that hangs on them; the history stays. The reply holds the closed fact ids.</summary>
public sealed record Forget(IReadOnlyList<long> FactIds, IReadOnlyList<string> EntityNames) : IGraphCommand<ImmutableArray<long>>
{
    public Problem? Check(GraphLimits limits) => RequestCheck.Count("factIds", FactIds.Count + EntityNames.Count, limits);

    public WriteIntent Intent => new(
        WriteKind.Delete, [.. FactIds.Select(id => new MemoryItem { FactId = id }), .. EntityNames.Select(name => new MemoryItem { Entity = name })]);

    public Result<ImmutableArray<long>> Apply(IWorkspaceWrite write)
    {
        var closed = ImmutableArray.CreateBuilder<long>();
        foreach (var id in FactIds)
        {
            if (write.Fact(id) is not { IsLive: true }) { return GraphProblems.MissingFact(id); }
            write.CloseFact(id);
            closed.Add(id);
        }

        foreach (var name in EntityNames)
        {
            if (write.FindEntity(name) is not { } entity) { return GraphProblems.MissingEntity(name, EntityLookup.Find(write, name)); }
            closed.AddRange(write.FactsOf(entity.Id).Concat(write.FactsAbout(entity.Id)).Where(fact => fact.IsLive).Select(fact => fact.Id).Distinct());
            WriteRules.DeleteWithFacts(write, entity);
        }

        return closed.ToImmutable();
    }
}
