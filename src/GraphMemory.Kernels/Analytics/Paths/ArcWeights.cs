using System.Numerics;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Paths;

/// <summary>What shortest paths ask of weights.</summary>
public static class ArcWeights
{
    private const int SampleLength = 1 << 12;
    private const int ArcsPerChunk = 1 << 18;

    /// <summary>Whether each is 0 or more and finite. One pass over the weights, on all threads.</summary>
    public static bool AreLengths(StaticGraph graph, Crew crew)
    {
        var (chunks, faults) = (new Chunks(graph.Out.Weights.Length, ArcsPerChunk), 0);
        crew.Run(new Each(chunks, range => { if (!AreLengths(graph.Out.Weights[range])) { Interlocked.Increment(ref faults); } }), chunks.Count);
        return faults == 0;
    }

    private static bool AreLengths(ReadOnlySpan<float> weights)
    {
        var greatest = new Vector<float>(float.MaxValue);
        var i = 0;
        for (; i <= weights.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var block = new Vector<float>(weights[i..]);
            if (!Vector.GreaterThanOrEqualAll(block, Vector<float>.Zero) || !Vector.LessThanOrEqualAll(block, greatest)) { return false; }
        }

        for (; i < weights.Length; i++)
        {
            if (weights[i] is not (>= 0 and <= float.MaxValue)) { return false; }
        }

        return true;
    }

    /// <summary>A width of bins: the mean weight, of some arcs spread over all, over the mean degree of nodes that have arcs, so that a bin holds about
    /// one arc of each node.</summary>
    public static double Delta(StaticGraph graph)
    {
        if (!graph.IsWeighted) { return 1; }
        var offsets = graph.Out.Offsets;
        var (linked, step, sum, taken) = (0, (graph.Out.ArcCount / SampleLength) + 1, 0.0, 0);
        for (var node = 0; node < graph.NodeCount; node++) { linked += offsets[node + 1] > offsets[node] ? 1 : 0; }
        for (var arc = 0L; arc < graph.Out.ArcCount; arc += step, taken++) { sum += graph.Out.Weights[(int)arc]; }
        return sum > 0 ? sum / taken * linked / graph.Out.ArcCount : 1;
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
