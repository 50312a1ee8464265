using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Clustering;

/// <summary>One tree of random cuts over a sample of points.</summary>
internal sealed class IsolationTree
{
    private readonly record struct Node(int Dimension, double Cut, int Below, int Above, double Depth);

    private readonly List<Node> _nodes = [];

    private IsolationTree()
    {
    }

    public static IsolationTree Grow(Points points, int sampleSize, SplitMix random)
    {
        var tree = new IsolationTree();
        tree.Grow(points, Sample(points.Count, sampleSize, ref random), depth: 0, depthMax: (int)Math.Ceiling(Math.Log2(sampleSize)), ref random);
        return tree;
    }

    /// <summary>Cuts on the way of a point, and those that would still part it from its leaf's points.</summary>
    public double Depth(ReadOnlySpan<double> place)
    {
        var at = 0;
        while (_nodes[at] is { Dimension: >= 0 } node) { at = place[node.Dimension] < node.Cut ? node.Below : node.Above; }
        return _nodes[at].Depth;
    }

    /// <summary>Mean depth of an unsuccessful search in a binary tree of so many points: 2 H(n − 1) − 2 (n − 1) / n.</summary>
    public static double ExpectedDepth(int points)
    {
        const double euler = 0.57721566490153286;
        return points < 2 ? 0 : points == 2 ? 1 : (2 * (Math.Log(points - 1) + euler)) - (2.0 * (points - 1) / points);
    }

    /// <summary>Distinct points, each sample as likely (Floyd; Bentley, 1987).</summary>
    private static int[] Sample(int count, int size, ref SplitMix random)
    {
        var (seen, sample) = (new HashSet<int>(size), new int[size]);
        for (var i = 0; i < size; i++)
        {
            var last = count - size + i;
            var drawn = random.Next(last + 1);
            sample[i] = seen.Add(drawn) ? drawn : last;
            seen.Add(sample[i]);
        }

        return sample;
    }

    private int Grow(Points points, Span<int> sample, int depth, int depthMax, ref SplitMix random)
    {
        var at = _nodes.Count;
        _nodes.Add(new Node(-1, 0, 0, 0, depth + ExpectedDepth(sample.Length)));
        if (depth >= depthMax || sample.Length < 2 || !TryCut(points, sample, ref random, out var dimension, out var cut)) { return at; }
        var below = Part(points.Column(dimension), sample, cut);
        var left = Grow(points, sample[..below], depth + 1, depthMax, ref random);
        var right = Grow(points, sample[below..], depth + 1, depthMax, ref random);
        _nodes[at] = new Node(dimension, cut, left, right, 0);
        return at;
    }

    /// <summary>A dimension in which the points differ, each as likely, and a place between the least and the greatest of them.</summary>
    private static bool TryCut(Points points, ReadOnlySpan<int> sample, ref SplitMix random, out int dimension, out double cut)
    {
        (dimension, cut) = (-1, 0);
        var differing = 0;
        for (var candidate = 0; candidate < points.Dimensions; candidate++)
        {
            var column = points.Column(candidate);
            var (least, greatest) = (double.PositiveInfinity, double.NegativeInfinity);
            foreach (var point in sample) { (least, greatest) = (Math.Min(least, column[point]), Math.Max(greatest, column[point])); }
            if (!(least < greatest) || random.Next(++differing) != 0) { continue; }
            dimension = candidate;
            cut = least + (random.NextDouble() * (greatest - least));
            if (cut <= least || cut > greatest) { cut = greatest; } // so that either side has a point
        }

        return dimension >= 0;
    }

    private static int Part(ReadOnlySpan<double> column, Span<int> sample, double cut)
    {
        var below = 0;
        for (var i = 0; i < sample.Length; i++)
        {
            if (column[sample[i]] < cut) { (sample[below], sample[i]) = (sample[i], sample[below]); below++; }
        }

        return below;
    }
}
