namespace GraphMemory.Engine.Retrieval.Index;

/// <summary>The edges of a segment while it is built; each joins two entities and stands in both directions.</summary>
internal sealed class EdgeLists
{
    /// <summary>Stands for a predicate where an edge is a mention of a name in an observation.</summary>
    public const int Mention = -1;

    private readonly List<Edge> _edges = [];

    /// <param name="weight">Strength of the tie, above 0.</param>
    /// <param name="factId">The relation or observation that makes it.</param>
    /// <param name="predicateId">Relation type, or <see cref="Mention"/>.</param>
    public void Add(long from, long to, float weight, long factId, int predicateId)
    {
        _edges.Add(new Edge((int)from, (int)to, weight, (int)factId, predicateId));
        _edges.Add(new Edge((int)to, (int)from, weight, (int)factId, predicateId));
    }

    public void WriteTo(SegmentLayout layout)
    {
        _edges.Sort((a, b) => a.From != b.From ? a.From.CompareTo(b.From) : a.To != b.To ? a.To.CompareTo(b.To) : a.FactId.CompareTo(b.FactId));
        var (nodes, offsets) = (new List<int>(), new List<int>());
        var (targets, facts, predicates) = (new int[_edges.Count], new int[_edges.Count], new int[_edges.Count]);
        var weights = new float[_edges.Count];
        for (var i = 0; i < _edges.Count; i++)
        {
            var edge = _edges[i];
            (targets[i], weights[i], facts[i], predicates[i]) = (edge.To, edge.Weight, edge.FactId, edge.PredicateId);
            if (nodes.Count > 0 && nodes[^1] == edge.From) { continue; }
            nodes.Add(edge.From);
            offsets.Add(i);
        }

        offsets.Add(_edges.Count);
        layout.Set(SegmentSection.NodeId, nodes);
        layout.Set(SegmentSection.EdgeOffset, offsets);
        layout.Set<int>(SegmentSection.EdgeTarget, targets);
        layout.Set<float>(SegmentSection.EdgeWeight, weights);
        layout.Set<int>(SegmentSection.EdgeFact, facts);
        layout.Set<int>(SegmentSection.EdgePredicate, predicates);
    }

    private readonly record struct Edge(int From, int To, float Weight, int FactId, int PredicateId);
}
