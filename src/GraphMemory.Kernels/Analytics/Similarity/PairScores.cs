namespace GraphMemory.Kernels.Analytics.Similarity;

/// <summary>How many neighbours are shared.</summary>
public readonly struct SharedCount : IPairScore
{
    public bool UsesWeights => false;

    public double Share(int neighbour) => 1;

    public double Score(double shared, int first, int second) => shared;
}

/// <summary>The share of the neighbours of either that both have (Jaccard, 1901).</summary>
public readonly struct JaccardScore(StaticGraph graph) : IPairScore
{
    public bool UsesWeights => false;

    public double Share(int neighbour) => 1;

    public double Score(double shared, int first, int second) => shared / (graph.Out.Degree(first) + graph.Out.Degree(second) - shared);
}

/// <summary>The cosine of the angle between two rows of the adjacency matrix (Salton and McGill, 1983).</summary>
public readonly struct CosineScore(StaticGraph graph) : IPairScore
{
    private readonly double[] _lengths = Lengths(graph);

    public bool UsesWeights => true;

    public double Share(int neighbour) => 1;

    public double Score(double shared, int first, int second) => shared / (_lengths[first] * _lengths[second]);

    private static double[] Lengths(StaticGraph graph)
    {
        var lengths = new double[graph.NodeCount];
        for (var node = 0; node < lengths.Length; node++)
        {
            var square = 0.0;
            foreach (var weight in graph.Out.RowWeights(node)) { square += (double)weight * weight; }
            lengths[node] = Math.Sqrt(graph.IsWeighted ? square : graph.Out.Degree(node));
        }

        return lengths;
    }
}

/// <summary>Shared neighbours, each the less the more others it has: 1 / log degree (Adamic and Adar, 2003).</summary>
public readonly struct AdamicAdarScore(StaticGraph graph) : IPairScore
{
    private readonly double[] _shares = [.. Enumerable.Range(0, graph.NodeCount).Select(node => 1 / Math.Log(graph.Out.Degree(node)))];

    public bool UsesWeights => false;

    public double Share(int neighbour) => _shares[neighbour];

    public double Score(double shared, int first, int second) => shared;
}

/// <summary>What would reach one node from the other if every shared neighbour passed on equal parts: 1 / degree (Zhou, Lü and Zhang, 2009).</summary>
public readonly struct ResourceAllocationScore(StaticGraph graph) : IPairScore
{
    public bool UsesWeights => false;

    public double Share(int neighbour) => 1.0 / graph.Out.Degree(neighbour);

    public double Score(double shared, int first, int second) => shared;
}
