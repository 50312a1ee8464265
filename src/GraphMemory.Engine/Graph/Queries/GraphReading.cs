using System.Collections.Immutable;
using System.Text;

namespace GraphMemory.Engine.Graph.Queries;

/// <summary>The live graph of one workspace in the order it was made, read in one pass over the store.</summary>
internal sealed class GraphReading
{
    private readonly SortedDictionary<long, LiveEntity> _byDeclaration = [];
    private readonly Dictionary<long, LiveEntity> _byId = [];
    private readonly List<(long From, long To, int PredicateId)> _relations = [];
    private readonly Dictionary<int, string> _predicates;

    public GraphReading(IWorkspaceRead read)
    {
        _predicates = read.Predicates().ToDictionary(predicate => predicate.Id, predicate => predicate.Name);
        ReadEntities(read);
        ReadFacts(read);
    }

    /// <summary>Everything, the relations too whose ends were only named so far.</summary>
    public GraphView All() => Select(_ => true) with { Relations = Relations((_, _) => true) };

    /// <summary>The wanted entities, and the relations that touch one.</summary>
    public GraphView Select(Func<NewEntity, bool> isWanted)
    {
        var wanted = new HashSet<long>();
        var entities = ImmutableArray.CreateBuilder<NewEntity>();
        foreach (var live in _byDeclaration.Values)
        {
            var entity = new NewEntity(live.Entity.Name, live.Entity.Type, [.. live.Observations]);
            if (!isWanted(entity)) { continue; }
            wanted.Add(live.Entity.Id);
            entities.Add(entity);
        }

        return new GraphView(entities.ToImmutable(), Relations((from, to) => wanted.Contains(from) || wanted.Contains(to)));
    }

    /// <summary>The relations of which an end is wanted, by id of their ends.</summary>
    public ImmutableArray<RelationKey> Relations(Func<long, long, bool> isWanted) =>
        [.. _relations.Where(relation => isWanted(relation.From, relation.To))
            .Select(relation => new RelationKey(_byId[relation.From].Entity.Name, _byId[relation.To].Entity.Name, _predicates[relation.PredicateId]))];

    private void ReadEntities(IWorkspaceRead read)
    {
        const int page = 1_000;
        var after = 0L;
        for (var entities = read.Entities(after, page); entities.Count > 0; entities = read.Entities(after, page))
        {
            foreach (var entity in entities.Where(entity => entity.IsLive))
            {
                var live = new LiveEntity(entity, []);
                _byId.Add(entity.Id, live);
                if (entity.DeclaredSeq is { } declared) { _byDeclaration.Add(declared, live); }
            }

            after = entities[^1].Id;
        }
    }

    private void ReadFacts(IWorkspaceRead read) => read.VisitFacts(0, read.Workspace.HeadSeq, (in FactRow row) =>
    {
        if (row.SupersededSeq != 0 || row.Polarity == Polarity.Retracted || !_byId.TryGetValue(row.SubjectId, out var subject)) { return; }
        if (row.Kind == FactKind.Observation) { subject.Observations.Add(Encoding.UTF8.GetString(row.TextUtf8)); }
        else if (row.Polarity == Polarity.Affirmed && _byId.ContainsKey(row.ObjectId)) { _relations.Add((row.SubjectId, row.ObjectId, row.PredicateId)); }
    });

    private sealed record LiveEntity(Entity Entity, List<string> Observations);
}
