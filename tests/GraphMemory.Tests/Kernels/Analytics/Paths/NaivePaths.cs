using System.Collections.Immutable;

namespace GraphMemory.Tests.Kernels.Analytics.Paths;

/// <summary>Distances and paths by the plainest means, from the edges as they were given.</summary>
internal static class NaivePaths
{
    public static readonly double None = double.PositiveInfinity;

    /// <summary>Floyd and Warshall.</summary>
    public static double[,] Lengths(EdgeList list, bool isWeighted)
    {
        var n = list.NodeCount;
        var lengths = new double[n, n];
        for (var a = 0; a < n; a++)
        {
            for (var b = 0; b < n; b++) { lengths[a, b] = a == b ? 0 : None; }
        }

        foreach (var ((source, target), weight) in list.Arcs()) { lengths[source, target] = isWeighted ? weight : 1; }
        for (var via = 0; via < n; via++)
        {
            for (var a = 0; a < n; a++)
            {
                for (var b = 0; b < n; b++) { lengths[a, b] = Math.Min(lengths[a, b], lengths[a, via] + lengths[via, b]); }
            }
        }

        return lengths;
    }

    public static double[] Row(double[,] lengths, int source) => [.. Enumerable.Range(0, lengths.GetLength(0)).Select(target => lengths[source, target])];

    /// <summary>Every simple path of at most so many arcs.</summary>
    public static List<ImmutableArray<int>> Simple(EdgeList list, int source, int target, int hopsMax)
    {
        var next = list.Arcs().Keys.ToLookup(arc => arc.Source, arc => arc.Target);
        var found = new List<ImmutableArray<int>>();
        Extend([source]);
        return found;

        void Extend(ImmutableArray<int> path)
        {
            if (path[^1] == target) { found.Add(path); return; }
            if (path.Length > hopsMax) { return; }
            foreach (var node in next[path[^1]].Order()) { if (!path.Contains(node)) { Extend(path.Add(node)); } }
        }
    }

    /// <summary>Fails unless the path is one of the graph; gives its length.</summary>
    public static double Length(EdgeList list, ImmutableArray<int> path)
    {
        var arcs = list.Arcs();
        return path.Zip(path.Skip(1)).Sum(step => arcs[(step.First, step.Second)]);
    }
}
