using System.Collections.Immutable;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Graph.Queries;

/// <summary>Which way relations are followed.</summary>
public enum Direction
{
    Both,
    Out,
    In,
}

/// <summary>A walk over standing, affirmed relations.</summary>
/// <param name="Types">Relation types, any of them; empty for all.</param>
/// <param name="DepthMax">Steps from the start.</param>
/// <param name="NodesMax">Entities that are looked at before the walk gives up.</param>
public sealed record WalkRequest(ImmutableArray<string> Types, Direction Direction, int DepthMax, int NodesMax);

/// <summary>An entity that a walk reached.</summary>
/// <param name="Depth">Steps from the start.</param>
/// <param name="Via">The relation over which it was first reached; null for the start.</param>
public sealed record WalkNode(Entity Entity, int Depth, NamedFact? Via);

/// <param name="IsCut">More is there than the bound on entities let it see.</param>
public sealed record Neighbourhood(ImmutableArray<WalkNode> Nodes, bool IsCut);

/// <summary>A shortest chain of relations.</summary>
/// <param name="Steps">Empty when there is none within the bounds, or both ends are the same.</param>
public sealed record GraphPath(bool IsFound, ImmutableArray<NamedFact> Steps, bool IsCut);

/// <summary>Questions to the shape of the graph, by breadth-first search with a bound on steps and on entities (Moore, 1959).</summary>
public sealed class GraphPaths(IGraphStore store)
{
    public const int DepthMax = 8;

    public const int NodesMax = 20_000;

    /// <summary>The entities around one, nearest first.</summary>
    public Result<Neighbourhood> Neighbours(long workspaceId, string name, WalkRequest request) => store.Read<Result<Neighbourhood>>(workspaceId, read =>
    {
        if (EntityLookup.Find(read, name) is not { } start) { return GraphProblems.MissingEntity(name); }
        var walk = new Walk(read, request);
        walk.From(start, stopAt: null);
        return new Neighbourhood([.. walk.Reached.Select(node => node.ToNode(walk.Names))], walk.IsCut);
    });

    public Result<GraphPath> Path(long workspaceId, string from, string to, WalkRequest request) => store.Read<Result<GraphPath>>(workspaceId, read =>
    {
        if (EntityLookup.Find(read, from) is not { } start) { return GraphProblems.MissingEntity(from); }
        if (EntityLookup.Find(read, to) is not { } end) { return GraphProblems.MissingEntity(to); }
        var walk = new Walk(read, request);
        walk.From(start, end.Id);
        if (walk.Reached.LastOrDefault(node => node.Entity.Id == end.Id) is not { } last) { return new GraphPath(IsFound: false, [], walk.IsCut); }
        var steps = new List<NamedFact>();
        for (var node = last; node.Before is { } before; node = before) { steps.Add(walk.Names.Named(node.Via!)); }
        steps.Reverse();
        return new GraphPath(IsFound: true, [.. steps], walk.IsCut);
    });

    private sealed record Step(Entity Entity, int Depth, Fact? Via, Step? Before)
    {
        public WalkNode ToNode(FactNames names) => new(Entity, Depth, Via is null ? null : names.Named(Via));
    }

    private sealed class Walk(IWorkspaceRead read, WalkRequest request)
    {
        private readonly HashSet<long> _seen = [];

        public FactNames Names { get; } = new(read);

        public List<Step> Reached { get; } = [];

        public bool IsCut { get; private set; }

        public void From(Entity start, long? stopAt)
        {
            Reached.Add(new(start, 0, null, null));
            _seen.Add(start.Id);
            for (var next = 0; next < Reached.Count && !(stopAt is { } end && _seen.Contains(end)); next++)
            {
                if (Reached[next].Depth < request.DepthMax) { Spread(Reached[next], stopAt); }
            }
        }

        private void Spread(Step step, long? stopAt)
        {
            foreach (var fact in Relations(step.Entity.Id))
            {
                var other = fact.Statement.SubjectId == step.Entity.Id ? fact.Statement.ObjectId!.Value : fact.Statement.SubjectId;
                if (_seen.Contains(other)) { continue; }
                if (Reached.Count >= request.NodesMax)
                {
                    IsCut = true;
                    return;
                }

                if (Names.Entity(other) is not { IsLive: true } entity) { continue; }
                _seen.Add(other);
                Reached.Add(new(entity, step.Depth + 1, fact, step));
                if (other == stopAt) { return; }
            }
        }

        private IEnumerable<Fact> Relations(long id)
        {
            var own = request.Direction == Direction.In ? [] : read.FactsOf(id);
            var incoming = request.Direction == Direction.Out ? [] : read.FactsAbout(id);
            return own.Concat(incoming).Where(fact =>
                fact is { IsLive: true, Statement: { Kind: FactKind.Relation, Polarity: Polarity.Affirmed } }
                && (request.Types.IsEmpty || request.Types.Contains(fact.Statement.Predicate)));
        }
    }
}
