using GraphMemory.Engine.Graph.Queries;

namespace GraphMemory.Engine.Graph.Analysis;

/// <summary>Exact measures of a graph whose relations are walked both ways. Deterministic: equal values keep the order of the nodes.</summary>
public static class GraphMeasures
{
    private const double Damping = 0.85;
    private const int RoundsMax = 100;
    private const double Tolerance = 1e-9;

    /// <summary>Nodes at the other end of a node's relations, each once, itself left out.</summary>
    public static int[][] Neighbours(LiveGraph graph) =>
    [
        .. graph.Nodes.Select(node => graph.Out(node.Index).Select(edge => graph.Edges[edge].To)
            .Concat(graph.In(node.Index).Select(edge => graph.Edges[edge].From))
            .Where(other => other != node.Index).Distinct().Order().ToArray()),
    ];

    /// <summary>PageRank (Page et al., 1999) by power iteration; sums to 1. A node without neighbours hands its share to all.</summary>
    public static double[] PageRank(int[][] neighbours)
    {
        var count = neighbours.Length;
        var ranks = Enumerable.Repeat(1.0 / Math.Max(1, count), count).ToArray();
        for (var round = 0; round < RoundsMax; round++)
        {
            var next = new double[count];
            var lost = 0.0;
            for (var node = 0; node < count; node++)
            {
                if (neighbours[node].Length == 0) { lost += ranks[node]; }
                foreach (var other in neighbours[node]) { next[other] += ranks[node] / neighbours[node].Length; }
            }

            var change = 0.0;
            for (var node = 0; node < count; node++)
            {
                next[node] = ((1 - Damping) / count) + (Damping * (next[node] + (lost / count)));
                change += Math.Abs(next[node] - ranks[node]);
            }

            ranks = next;
            if (change < Tolerance) { break; }
        }

        return ranks;
    }

    /// <summary>Connected components: for each node the smallest node that it reaches.</summary>
    public static int[] Components(int[][] neighbours)
    {
        var component = Enumerable.Repeat(-1, neighbours.Length).ToArray();
        for (var start = 0; start < neighbours.Length; start++)
        {
            if (component[start] < 0) { Walk(neighbours, start, int.MaxValue, (node, _, _) => component[node] = start); }
        }

        return component;
    }

    /// <summary>
    /// Communities by label propagation (Raghavan, Albert and Kumara, 2007), nodes in order, the smaller label where several weigh as much. A
    /// neighbour weighs one more than the neighbours it shares, so that a label does not cross a bridge before the sides know their own.
    /// </summary>
    public static int[] Communities(int[][] neighbours)
    {
        var labels = Enumerable.Range(0, neighbours.Length).ToArray();
        var weights = neighbours.Select((around, node) => around.Select(other => 1 + SharedCount(around, neighbours[other])).ToArray()).ToArray();
        for (var (round, hasChanged) = (0, true); hasChanged && round < RoundsMax; round++)
        {
            hasChanged = false;
            for (var node = 0; node < labels.Length; node++)
            {
                if (neighbours[node].Length == 0) { continue; }
                var sums = neighbours[node].Zip(weights[node]).GroupBy(pair => labels[pair.First], pair => pair.Second)
                    .Select(group => (Label: group.Key, Weight: group.Sum())).ToList();
                var most = sums.Max(each => each.Weight);
                if (sums.Any(each => each.Label == labels[node] && each.Weight == most)) { continue; }
                labels[node] = sums.Where(each => each.Weight == most).Min(each => each.Label);
                hasChanged = true;
            }
        }

        return labels;
    }

    /// <summary>Share of a node's pairs of neighbours that are neighbours themselves (Watts and Strogatz, 1998); 0 below two neighbours.</summary>
    public static double Clustering(int[][] neighbours, int node)
    {
        var around = neighbours[node];
        if (around.Length < 2) { return 0; }
        var known = around.ToHashSet();
        var linked = around.Sum(other => neighbours[other].Count(third => third > other && known.Contains(third)));
        return 2.0 * linked / ((double)around.Length * (around.Length - 1));
    }

    /// <summary>Visits what a node reaches within some hops, nearest first.</summary>
    /// <param name="visit">Gets the node, the one it was reached from (itself for the start) and the hops.</param>
    public static void Walk(int[][] neighbours, int start, int hopsMax, Action<int, int, int> visit)
    {
        var (seen, queue) = (new HashSet<int> { start }, new Queue<(int Node, int From, int Hops)>([(start, start, 0)]));
        while (queue.TryDequeue(out var next))
        {
            visit(next.Node, next.From, next.Hops);
            if (next.Hops == hopsMax) { continue; }
            foreach (var other in neighbours[next.Node])
            {
                if (seen.Add(other)) { queue.Enqueue((other, next.Node, next.Hops + 1)); }
            }
        }
    }

    private static int SharedCount(int[] a, int[] b)
    {
        var (few, many) = a.Length <= b.Length ? (a, b) : (b, a);
        return few.Count(node => Array.BinarySearch(many, node) >= 0);
    }
}
