namespace GraphMemory.Kernels.Analytics.Communities;

/// <summary>The mass and size of each community while nodes move, and which names are free.</summary>
internal sealed class CommunityMasses(int nodesMax)
{
    /// <summary>Stands for any community without members.</summary>
    public const int Empty = -1;

    private readonly double[] _masses = new double[nodesMax];
    private readonly int[] _sizes = new int[nodesMax];
    private readonly int[] _empty = new int[nodesMax];
    private int _emptyCount;

    public double this[int label] => _masses[label];

    public bool IsAlone(int label) => _sizes[label] == 1;

    public void Fill(ReadOnlySpan<double> nodeMasses, ReadOnlySpan<int> labels)
    {
        _masses.AsSpan(0, labels.Length).Clear();
        _sizes.AsSpan(0, labels.Length).Clear();
        for (var node = 0; node < labels.Length; node++)
        {
            _masses[labels[node]] += nodeMasses[node];
            _sizes[labels[node]]++;
        }

        _emptyCount = 0;
        for (var label = labels.Length - 1; label >= 0; label--)
        {
            if (_sizes[label] == 0) { _empty[_emptyCount++] = label; }
        }
    }

    /// <summary>Takes a node out of one community and puts it into another.</summary>
    /// <param name="target">Has members, or is <see cref="Empty"/>.</param>
    /// <returns>The name of the community that it is in now.</returns>
    public int Move(double mass, int source, int target)
    {
        if (target == Empty) { target = _empty[--_emptyCount]; }
        _masses[target] += mass;
        _sizes[target]++;
        _masses[source] -= mass;
        if (--_sizes[source] == 0)
        {
            _masses[source] = 0;
            _empty[_emptyCount++] = source;
        }

        return target;
    }
}
