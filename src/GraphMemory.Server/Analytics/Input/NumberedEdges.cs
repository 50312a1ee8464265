using System.Globalization;
using GraphMemory.Engine.Analytics;
using GraphMemory.Kernels.Analytics;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Server.Analytics.Input;

/// <summary>Makes a graph of edges whose ends are numbers.</summary>
internal sealed class NumberedEdges(EdgeChunk[] chunks, bool isWeighted, Crew crew)
{
    private readonly int[] _starts = Starts(chunks);

    public int Count => _starts[^1];

    public int Max => chunks.Max(chunk => chunk.Max);

    /// <summary>Only numbers that occur are nodes, in rising order.</summary>
    public SubjectGraph OfThoseThatOccur(bool isDirected)
    {
        var ids = Occurring();
        var (sources, targets) = ids.Length == Max + 1 ? Flat(number => number) : Renumbered(ids);
        return Subject(StaticGraphBuilder.Build(ids.Length, sources, targets, Weights(), isDirected, crew), ids);
    }

    /// <summary>Every number from 1 to <paramref name="nodeCount"/> is a node.</summary>
    public SubjectGraph OfAll(int nodeCount, bool isDirected)
    {
        var (sources, targets) = Flat(number => number - 1);
        return Subject(StaticGraphBuilder.Build(nodeCount, sources, targets, Weights(), isDirected, crew), [.. Enumerable.Range(1, nodeCount)]);
    }

    private static SubjectGraph Subject(StaticGraph graph, int[] ids) => new(
        graph,
        node => ids[node].ToString(CultureInfo.InvariantCulture),
        name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && Array.BinarySearch(ids, id) is var node and >= 0 ? node : null,
        SubjectTypes.None);

    private int[] Occurring()
    {
        var seen = new byte[Max + 1]; // threads may write the same byte: they all write 1
        crew.Run(new EachChunk(chunk => { foreach (var end in chunks[chunk].Ends) { seen[end] = 1; } }), chunks.Length);
        var (ids, count) = (new int[seen.Length], 0);
        for (var id = 0; id < seen.Length; id++) { if (seen[id] != 0) { ids[count++] = id; } }
        Array.Resize(ref ids, count);
        return ids;
    }

    private (int[] Sources, int[] Targets) Renumbered(int[] ids)
    {
        var numbers = new int[Max + 1];
        for (var node = 0; node < ids.Length; node++) { numbers[ids[node]] = node; }
        return Flat(id => numbers[id]);
    }

    private (int[] Sources, int[] Targets) Flat(Func<int, int> number)
    {
        var (sources, targets) = (new int[Count], new int[Count]);
        crew.Run(new EachChunk(chunk =>
        {
            var ends = chunks[chunk].Ends;
            var at = _starts[chunk];
            for (var i = 0; i < ends.Length; i += 2, at++) { (sources[at], targets[at]) = (number(ends[i]), number(ends[i + 1])); }
        }), chunks.Length);
        return (sources, targets);
    }

    private float[] Weights()
    {
        if (!isWeighted) { return []; }
        var weights = new float[Count];
        crew.Run(new EachChunk(chunk => chunks[chunk].Weights.CopyTo(weights.AsSpan(_starts[chunk]))), chunks.Length);
        return weights;
    }

    private static int[] Starts(EdgeChunk[] chunks)
    {
        var starts = new int[chunks.Length + 1];
        for (var chunk = 0; chunk < chunks.Length; chunk++) { starts[chunk + 1] = checked(starts[chunk] + chunks[chunk].Count); }
        return starts;
    }

    private sealed class EachChunk(Action<int> work) : IChunkWork
    {
        public void Execute(int chunk, int worker) => work(chunk);
    }
}
