namespace GraphMemory.Kernels.Analytics;

/// <summary>One direction of a graph as compressed sparse rows: the arcs out of each node, targets ascending, no arc twice.</summary>
public sealed class Adjacency
{
    private readonly int[] _offsets;
    private readonly int[] _targets;
    private readonly float[] _weights;

    /// <param name="offsets">n + 1 ascending offsets into the targets.</param>
    /// <param name="targets">Target of each arc, ascending within a row.</param>
    /// <param name="weights">Weight of each arc, or empty when all are 1.</param>
    public Adjacency(int[] offsets, int[] targets, float[] weights) => (_offsets, _targets, _weights) = (offsets, targets, weights);

    public int NodeCount => _offsets.Length - 1;

    public int ArcCount => _targets.Length;

    public bool IsWeighted => _weights.Length > 0;

    public ReadOnlySpan<int> Offsets => _offsets;

    public ReadOnlySpan<int> Targets => _targets;

    public ReadOnlySpan<float> Weights => _weights;

    public long Bytes => 4L * (_offsets.Length + _targets.Length + _weights.Length);

    public int Degree(int node) => _offsets[node + 1] - _offsets[node];

    public ReadOnlySpan<int> Row(int node) => _targets.AsSpan(_offsets[node], Degree(node));

    /// <summary>Weights along <see cref="Row"/>; empty when all are 1.</summary>
    public ReadOnlySpan<float> RowWeights(int node) => IsWeighted ? _weights.AsSpan(_offsets[node], Degree(node)) : default;

    /// <summary>The same arcs, each of weight 1; shares their memory.</summary>
    public Adjacency WithoutWeights() => IsWeighted ? new Adjacency(_offsets, _targets, []) : this;

    public bool HasArc(int source, int target) => Row(source).BinarySearch(target) >= 0;
}
