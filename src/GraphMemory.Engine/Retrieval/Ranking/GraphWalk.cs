using GraphMemory.Engine.Retrieval.Index;
using GraphMemory.Kernels.Graph;

namespace GraphMemory.Engine.Retrieval.Ranking;

/// <summary>Personalised PageRank from the seeds along relations and mentions of all segments. Its cost does not depend on the size of the graph.</summary>
internal static class GraphWalk
{
    /// <summary>Rank of every entity reached; valid until the scratch is used again.</summary>
    /// <param name="total">The mass of all seeds, those of other layers too.</param>
    public static Dictionary<int, double> Run(IndexSnapshot snapshot, Dictionary<int, double> seeds, double total, RankingScratch working)
    {
        PushSeed[] normalised = [.. seeds.OrderBy(seed => seed.Key).Select(seed => new PushSeed(seed.Key, seed.Value / total))];
        var (scratch, ranks) = (working.Push, working.Ranks);
        ForwardPush.Run(new EntityGraph(snapshot), normalised, Parameters, scratch);
        ranks.Clear();
        for (var i = 0; i < scratch.Count; i++)
        {
            var (entity, rank) = scratch[i];
            if (rank <= 0) { continue; }
            // Where nothing leads on, the walk ends and all mass stays; it counts like anywhere else, so that having edges is no handicap.
            ranks[entity] = scratch.HasEdges(i) ? rank : (1 - RankingParameters.Damping) * rank;
        }

        return ranks;
    }

    private static PushParameters Parameters { get; } = new()
    {
        Damping = RankingParameters.Damping,
        Epsilon = RankingParameters.Epsilon,
        PushesMax = RankingParameters.PushesMax,
        EdgesMax = RankingParameters.EdgesMax,
    };

    private readonly struct EntityGraph(IndexSnapshot snapshot) : IAdjacency
    {
        public int SegmentCount => snapshot.Segments.Length;

        public bool IsSymmetric => true;

        public AdjacencyRow Row(int segment, int node)
        {
            var edges = snapshot.Segments[segment].Edges(node);
            return IsAsBuilt(node, edges) ? new AdjacencyRow(edges.Targets, edges.Weights) : Standing(segment, node);
        }

        public double TotalWeight(int segment, int node) => snapshot.ClosedLater.Count > 0 || !snapshot.Merged.IsEmpty
            ? Row(segment, node).TotalWeight()
            : snapshot.Segments[segment].EdgeWeight(node);

        /// <summary>False when an edge was closed since the segment was built, or an end became another entity.</summary>
        private bool IsAsBuilt(int node, scoped in EdgeSpans edges)
        {
            if (snapshot.ClosedLater.Count > 0)
            {
                foreach (var fact in edges.Facts)
                {
                    if (snapshot.ClosedLater.ContainsKey(fact)) { return false; }
                }
            }

            if (snapshot.Merged.IsEmpty) { return true; }
            foreach (var target in edges.Targets)
            {
                if (snapshot.Merged.IsSource(target)) { return false; }
            }

            return snapshot.Merged.Sources(node).IsEmpty;
        }

        private AdjacencyRow Standing(int segment, int node)
        {
            var (targets, weights) = (new List<int>(), new List<float>());
            Add(segment, node, node, targets, weights);
            foreach (var source in snapshot.Merged.Sources(node)) { Add(segment, source, node, targets, weights); }
            return new AdjacencyRow(targets.ToArray(), weights.ToArray());
        }

        private void Add(int segment, int from, int node, List<int> targets, List<float> weights)
        {
            var edges = snapshot.Segments[segment].Edges(from);
            for (var i = 0; i < edges.Count; i++)
            {
                var target = snapshot.Merged.Target(edges.Targets[i]);
                if (target == node || snapshot.ClosedLater.ContainsKey(edges.Facts[i])) { continue; }
                targets.Add(target);
                weights.Add(edges.Weights[i]);
            }
        }
    }
}
