namespace GraphMemory.Tests.Kernels.Analytics.Centrality;

/// <summary>Betweenness by its definition: distances of all pairs by relaxing every arc n times, paths counted in the order of distance, every triple looked at.</summary>
internal static class NaiveBetweenness
{
    public static double[] Of(EdgeList list, IEnumerable<int> sources, bool isByLength)
    {
        var (n, arcs) = (list.NodeCount, list.Arcs().ToDictionary(arc => arc.Key, arc => isByLength ? arc.Value : 1));
        var all = Enumerable.Range(0, n).Select(source => From(source, n, arcs)).ToArray();
        var scores = new double[n];
        foreach (var s in sources)
        {
            foreach (var (t, v) in from t in Enumerable.Range(0, n) from v in Enumerable.Range(0, n) select (t, v))
            {
                if (s == t || v == s || v == t || double.IsInfinity(all[s].Distances[t])) { continue; }
                if (all[s].Distances[v] + all[v].Distances[t] != all[s].Distances[t]) { continue; }
                scores[v] += all[s].Paths[v] * all[v].Paths[t] / all[s].Paths[t];
            }
        }

        return scores;
    }

    private static (double[] Distances, double[] Paths) From(int source, int n, Dictionary<(int Source, int Target), double> arcs)
    {
        var distances = Enumerable.Repeat(double.PositiveInfinity, n).ToArray();
        distances[source] = 0;
        for (var round = 0; round < n; round++)
        {
            foreach (var ((from, to), length) in arcs) { distances[to] = Math.Min(distances[to], distances[from] + length); }
        }

        var paths = new double[n];
        paths[source] = 1;
        foreach (var to in Enumerable.Range(0, n).Where(node => node != source && !double.IsInfinity(distances[node])).OrderBy(node => distances[node]))
        {
            paths[to] = arcs.Where(arc => arc.Key.Target == to && distances[arc.Key.Source] + arc.Value == distances[to]).Sum(arc => paths[arc.Key.Source]);
        }

        return (distances, paths);
    }
}
