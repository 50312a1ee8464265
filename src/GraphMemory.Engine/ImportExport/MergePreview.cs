using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.ImportExport;

/// <summary>Counts what a series of <see cref="MergeGraph"/> would do, without doing it.</summary>
public sealed class MergePreview
{
    private readonly Dictionary<string, HashSet<string>> _entities = new(StringComparer.Ordinal);
    private readonly HashSet<RelationKey> _relations = [];

    public MergeCounts Add(IWorkspaceRead read, IReadOnlyList<NewEntity> entities, IReadOnlyList<RelationKey> relations)
    {
        var (created, updated) = (0, 0);
        foreach (var entity in entities)
        {
            var known = Known(read, entity.Name);
            var added = entity.Observations.Count((known ?? []).Add);
            if (known is null) { _entities[entity.Name] = [.. entity.Observations]; }
            if (known is null) { created++; }
            else if (added > 0) { updated++; }
        }

        created += relations.Count(relation => _relations.Add(relation) && !Stands(read, relation));
        return new MergeCounts(created, updated, entities.Count + relations.Count - created - updated);
    }

    private HashSet<string>? Known(IWorkspaceRead read, string name)
    {
        if (_entities.TryGetValue(name, out var seen)) { return seen; }
        if (read.FindEntity(name) is not { IsDeclared: true } entity) { return null; }
        return _entities[name] = [.. read.FactsOf(entity.Id, FactDraft.ObservationPredicate)
            .Where(fact => fact.IsLive && fact.Statement.Text is not null).Select(fact => fact.Statement.Text!)];
    }

    private static bool Stands(IWorkspaceRead read, RelationKey relation) =>
        read.FindEntity(relation.From) is { } from && read.FindEntity(relation.To) is { } to
        && read.FactsOf(from.Id, relation.Type).Any(fact => fact.IsLive && fact.Statement.ObjectId == to.Id && fact.Statement.Polarity == Polarity.Affirmed);
}
