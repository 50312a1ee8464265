using GraphMemory.Kernels.Analytics.Paths;

namespace GraphMemory.Engine.Analytics.Paths;

/// <summary>From counts of distances to the measures that have names.</summary>
internal sealed class AllPairsReport(AllPairs pairs)
{
    private readonly int _nodeCount = pairs.Reached.Length;

    /// <summary>Wasserman and Faust (1994): (r / D) (r / (n − 1)) for r nodes with a path here and D the sum of their distances; 0 when nothing has one.</summary>
    public NodeValues Closeness() => Values("closeness", node =>
        pairs.Sums[node] == 0 ? 0 : (double)pairs.Reached[node] / pairs.Sums[node] * pairs.Reached[node] / (_nodeCount - 1));

    public NodeValues Harmonic() => Values("harmonic", pairs.Harmonic);

    public NodeValues Eccentricity() => Values("eccentricity", node => pairs.Farthest[node]) with { IsRanking = false };

    public Figure Diameter => new("diameter", pairs.Farthest.DefaultIfEmpty(0).Max());

    public Figure Radius => new("radius", pairs.Farthest.DefaultIfEmpty(0).Min());

    public long PairCount => pairs.Reached.Sum(count => (long)count);

    /// <summary>Over the pairs that a path joins.</summary>
    public Figure AveragePathLength => new("averagePathLength", PairCount == 0 ? 0 : (double)pairs.Sums.Sum() / PairCount);

    /// <summary>Of all ordered pairs.</summary>
    public Figure ConnectedShare => new("connectedShare", _nodeCount < 2 ? 1 : (double)PairCount / ((long)_nodeCount * (_nodeCount - 1)));

    private NodeValues Values(string name, Func<int, double> value)
    {
        var values = new double[_nodeCount];
        for (var node = 0; node < values.Length; node++) { values[node] = value(node); }
        return new NodeValues(name, values);
    }
}
