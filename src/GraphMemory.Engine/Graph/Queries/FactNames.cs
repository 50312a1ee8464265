namespace GraphMemory.Engine.Graph.Queries;

/// <summary>Looks up the names of fact ends once per call.</summary>
internal sealed class FactNames(IWorkspaceRead read)
{
    private readonly Dictionary<long, Entity?> _entities = [];

    public Entity? Entity(long id)
    {
        if (!_entities.TryGetValue(id, out var entity)) { _entities[id] = entity = read.Entity(id); }
        return entity;
    }

    public NamedFact Named(Fact fact)
    {
        var subject = Entity(fact.Statement.SubjectId);
        var target = fact.Statement.ObjectId is { } objectId ? Entity(objectId)?.Name ?? "" : null;
        return new NamedFact(fact, subject?.Name ?? "", subject?.Type ?? "", target);
    }
}
