using System.Diagnostics;

namespace GraphMemory.Kernels.Analytics.Structure;

/// <summary>
/// The core number of a node is the largest k such that it has k neighbours in a part of the graph where everyone has (Seidman, 1983; Batagelj
/// and Zaveršnik, 2003). Peeled level by level: instead of keeping nodes sorted by degree, which costs three random writes per arc, each level looks
/// through the nodes that are left. O(n · levels + m), where few nodes are left on high levels.
/// </summary>
public static class CoreNumbers
{
    /// <param name="cores">One per node; receives its core number.</param>
    /// <returns>The largest core number.</returns>
    public static int Compute(StaticGraph graph, Span<int> cores, CancellationToken cancellation = default)
    {
        Debug.Assert(!graph.IsDirected && cores.Length == graph.NodeCount);
        var left = new int[cores.Length];
        var peel = new int[cores.Length];
        for (var node = 0; node < cores.Length; node++) { (left[node], cores[node]) = (node, graph.Out.Degree(node)); }
        var (leftCount, level, largest) = (left.Length, 0, 0);
        while (leftCount > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var (peelCount, next) = Split(cores, level, left, ref leftCount, peel);
            if (peelCount == 0)
            {
                level = next;
                continue;
            }

            Peel(graph.Out, cores, level, peel, peelCount);
            largest = level++;
        }

        return largest;
    }

    /// <summary>Drops what went on earlier levels, takes out what has exactly the level, keeps the rest and returns its least degree.</summary>
    private static (int Count, int Least) Split(Span<int> cores, int level, int[] left, ref int leftCount, int[] peel)
    {
        var (kept, taken, least) = (0, 0, int.MaxValue);
        foreach (var node in left.AsSpan(0, leftCount))
        {
            var degree = cores[node];
            if (degree == level) { peel[taken++] = node; }
            if (degree <= level) { continue; }
            left[kept++] = node;
            least = Math.Min(least, degree);
        }

        leftCount = kept;
        return (taken, least);
    }

    private static void Peel(Adjacency rows, Span<int> cores, int level, int[] peel, int count)
    {
        for (var i = 0; i < count; i++)
        {
            foreach (var neighbour in rows.Row(peel[i]))
            {
                ref var degree = ref cores[neighbour];
                if (degree > level && --degree == level) { peel[count++] = neighbour; }
            }
        }
    }
}
