using System.Runtime.InteropServices;
using GraphMemory.Engine.Retrieval.Index;

namespace GraphMemory.Engine.Retrieval.Ranking;

/// <summary>
/// Personalised PageRank by forward push (Andersen, Chung and Lang, 2006) over the entities of all segments: seeds are spread along
/// relations and mentions until what is left per unit of degree is below epsilon. The cost does not depend on the size of the graph.
/// </summary>
internal sealed class GraphWalk(IndexSnapshot snapshot)
{
    private readonly Dictionary<int, double> _rest = [];
    private readonly Dictionary<int, Node> _nodes = [];
    private readonly Queue<int> _waiting = [];

    /// <summary>Estimated rank of every entity reached; the seeds' masses need not sum to 1.</summary>
    public IReadOnlyDictionary<int, double> Run(IEnumerable<KeyValuePair<int, double>> seeds)
    {
        var ordered = seeds.OrderBy(seed => seed.Key).ToList();
        var total = ordered.Sum(seed => seed.Value);
        foreach (var (entity, mass) in ordered) { Add(entity, mass / total); }
        while (_waiting.TryDequeue(out var entity)) { Push(entity); }
        return _rest;
    }

    private void Push(int entity)
    {
        ref var node = ref CollectionsMarshal.GetValueRefOrNullRef(_nodes, entity);
        var (residual, weight) = (node.Residual, node.Weight);
        (node.Residual, node.IsWaiting) = (0, false);
        CollectionsMarshal.GetValueRefOrAddDefault(_rest, entity, out _) += (1 - RankingParameters.Damping) * residual;
        if (weight <= 0) { return; } // nowhere to go: the walk starts again, which changes no order
        var share = RankingParameters.Damping * residual / weight;
        foreach (var segment in snapshot.Segments)
        {
            var edges = segment.Edges(entity);
            for (var i = 0; i < edges.Targets.Length; i++)
            {
                if (IsStanding(edges.Facts[i])) { Add(edges.Targets[i], share * edges.Weights[i]); }
            }
        }
    }

    private void Add(int entity, double mass)
    {
        ref var node = ref CollectionsMarshal.GetValueRefOrAddDefault(_nodes, entity, out var isKnown);
        if (!isKnown) { Measure(entity, ref node); }
        node.Residual += mass;
        if (node.IsWaiting || node.Residual < RankingParameters.Epsilon * Math.Max(1, node.Degree)) { return; }
        node.IsWaiting = true;
        _waiting.Enqueue(entity);
    }

    private void Measure(int entity, ref Node node)
    {
        foreach (var segment in snapshot.Segments)
        {
            var edges = segment.Edges(entity);
            for (var i = 0; i < edges.Weights.Length; i++)
            {
                if (!IsStanding(edges.Facts[i])) { continue; }
                node.Weight += edges.Weights[i];
                node.Degree++;
            }
        }
    }

    private bool IsStanding(int factId) => snapshot.ClosedLater.Count == 0 || !snapshot.ClosedLater.ContainsKey(factId);

    private struct Node
    {
        public double Residual;
        public double Weight;
        public int Degree;
        public bool IsWaiting;
    }
}
