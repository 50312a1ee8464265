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
        var (nodes, offsets, sums) = (new List<int>(), new List<int>(), new List<float>());
        var (flow, origin) = (new int[2 * _edges.Count], new int[2 * _edges.Count]);
        for (int from = 0, to; from < _edges.Count; from = to)
        {
            var sum = 0.0;
            for (to = from + 1; to < _edges.Count && _edges[to].From == _edges[from].From;) { to++; }
            for (var i = from; i < to; i++)
            {
                var (first, second) = (from + i, to + i); // two halves of one slice that starts at 2 · from
                (flow[first], flow[second]) = (_edges[i].To, BitConverter.SingleToInt32Bits(_edges[i].Weight));
                (origin[first], origin[second]) = (_edges[i].FactId, _edges[i].PredicateId);
                sum += _edges[i].Weight;
            }

            nodes.Add(_edges[from].From);
            offsets.Add(from);
            sums.Add((float)sum);
        }

        offsets.Add(_edges.Count);
        IdTable.Write(layout, nodes, SegmentSection.NodeId, SegmentSection.NodeBits, SegmentSection.NodeRanks);
        layout.Set(SegmentSection.NodeWeight, sums);
        layout.Set(SegmentSection.EdgeOffset, offsets);
        layout.Set<int>(SegmentSection.EdgeFlow, flow);
        layout.Set<int>(SegmentSection.EdgeOrigin, origin);
    }

    private readonly record struct Edge(int From, int To, float Weight, int FactId, int PredicateId);
}
