using System.Numerics;

namespace GraphMemory.Kernels.Analytics.Paths;

/// <summary>What shortest paths ask of weights.</summary>
public static class ArcWeights
{
    /// <summary>Whether each is 0 or more and finite. One pass over the weights.</summary>
    public static bool AreLengths(StaticGraph graph)
    {
        var weights = graph.Out.Weights;
        var lengths = new Vector<float>(float.MaxValue);
        var i = 0;
        for (; i <= weights.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var block = new Vector<float>(weights[i..]);
            if (!Vector.GreaterThanOrEqualAll(block, Vector<float>.Zero) || !Vector.LessThanOrEqualAll(block, lengths)) { return false; }
        }

        for (; i < weights.Length; i++)
        {
            if (weights[i] is not (>= 0 and <= float.MaxValue)) { return false; }
        }

        return true;
    }

    /// <summary>A width of bins: the mean weight over the mean degree of nodes that have arcs, so that a bin holds about one arc of each node.</summary>
    public static double Delta(StaticGraph graph)
    {
        var offsets = graph.Out.Offsets;
        var (linked, sum) = (0, 0.0);
        for (var node = 0; node < graph.NodeCount; node++) { linked += offsets[node + 1] > offsets[node] ? 1 : 0; }
        if (!graph.IsWeighted || linked == 0) { return 1; }
        foreach (var weight in graph.Out.Weights) { sum += weight; }
        var mean = sum / graph.Out.ArcCount;
        return mean > 0 ? mean * linked / graph.Out.ArcCount : 1;
    }

    /// <summary>Length of a path, summed from its start.</summary>
    internal static double Length(StaticGraph graph, ReadOnlySpan<int> path)
    {
        if (!graph.IsWeighted) { return path.Length - 1; }
        var length = 0.0;
        for (var i = 0; i + 1 < path.Length; i++) { length += Of(graph.Out, path[i], path[i + 1]); }
        return length;
    }

    private static double Of(Adjacency arcs, int source, int target) => arcs.RowWeights(source)[arcs.Row(source).BinarySearch(target)];
}
