using System.Collections.Immutable;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Graph.Commands;

/// <summary>
/// Erases facts by id, and entities by name in all their versions with every fact of them and about them. Nothing but bare ids is left.
/// The reply holds the erased fact ids.
/// </summary>
public sealed record Purge(IReadOnlyList<long> FactIds, IReadOnlyList<string> EntityNames) : IGraphCommand<ImmutableArray<long>>
{
    public Problem? Check(GraphLimits limits) => RequestCheck.Count("factIds", FactIds.Count + EntityNames.Count, limits);

    public WriteIntent Intent => new(
        WriteKind.Delete, [.. FactIds.Select(id => new MemoryItem { FactId = id }), .. EntityNames.Select(name => new MemoryItem { Entity = name })]);

    public Result<ImmutableArray<long>> Apply(IWorkspaceWrite write)
    {
        var erased = ImmutableArray.CreateBuilder<long>();
        foreach (var id in FactIds)
        {
            if (write.Fact(id) is not { } fact) { return GraphProblems.MissingFact(id); }
            write.PurgeFact(id);
            erased.Add(id);
            PurgeAbandonedNote(write, fact);
        }

        foreach (var name in EntityNames)
        {
            var versions = write.EntitiesNamed(name);
            if (versions.Count == 0) { return GraphProblems.MissingEntity(name); }
            foreach (var entity in versions) { erased.AddRange(PurgeEntity(write, entity)); }
        }

        return erased.ToImmutable();
    }

    private static List<long> PurgeEntity(IWorkspaceWrite write, Entity entity)
    {
        var ids = write.FactsOf(entity.Id).Concat(write.FactsAbout(entity.Id)).Select(fact => fact.Id).Distinct().ToList();
        ids.ForEach(write.PurgeFact);
        write.PurgeEntity(entity.Id);
        return ids;
    }

    /// <summary>A note is nothing without its text.</summary>
    private static void PurgeAbandonedNote(IWorkspaceWrite write, Fact fact)
    {
        if (write.Entity(fact.Statement.SubjectId) is not { HasGeneratedName: true } note) { return; }
        if (write.FactsOf(note.Id).Count == 0 && write.FactsAbout(note.Id).Count == 0) { write.PurgeEntity(note.Id); }
    }
}
