using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Paths;

/// <summary>The average distance in an undirected graph's largest part, from a sample of its nodes.</summary>
/// <param name="Mean">Mean distance of the sampled nodes to all others.</param>
/// <param name="Bound">With probability 95 % the exact mean is no further off (empirical Bernstein bound; Maurer and Pontil, 2009); 0 when every node was taken.</param>
/// <param name="DiameterFrom">The largest distance seen.</param>
/// <param name="DiameterTo">No distance is larger: twice the smallest eccentricity seen.</param>
/// <param name="Sources">Nodes taken.</param>
/// <param name="Nodes">Nodes of the part.</param>
public sealed record PathLengthEstimate(double Mean, double Bound, int DiameterFrom, int DiameterTo, int Sources, int Nodes)
{
    private const double Failure = 0.05;

    public static PathLengthEstimate Of(StaticGraph graph, int sourceCount, ulong seed, Crew crew)
    {
        if (graph.IsDirected) { throw new ArgumentException("Only of undirected graphs.", nameof(graph)); }
        ArgumentOutOfRangeException.ThrowIfLessThan(sourceCount, 1);
        var parts = new Parts(graph, crew.Cancellation);
        if (parts.Count == 0) { return new PathLengthEstimate(0, 0, 0, 0, 0, 0); }
        var part = parts[0].ToArray();
        var (random, count) = (new SplitMix(seed), Math.Min(sourceCount, part.Length));
        random.Shuffle(part);
        var (means, farthest, search, distances) = (new double[count], new int[count], new BreadthFirst(graph, crew), new int[graph.NodeCount]);
        for (var i = 0; i < count; i++)
        {
            farthest[i] = search.Run(part[i], distances);
            means[i] = Sum(distances) / (double)(part.Length - 1);
        }

        var (mean, to) = (means.Sum() / count, Math.Min(2 * farthest.Min(), part.Length - 1));
        var bound = count == part.Length ? 0 : Bernstein(means, mean, to);
        return new PathLengthEstimate(mean, bound, farthest.Max(), count == part.Length ? farthest.Max() : to, count, part.Length);
    }

    private static double Bernstein(double[] means, double mean, double range)
    {
        if (means.Length < 2) { return range; }
        var (count, log) = (means.Length, Math.Log(4 / Failure)); // both sides
        var variance = means.Sum(value => (value - mean) * (value - mean)) / (count - 1);
        return Math.Min(range, Math.Sqrt(2 * variance * log / count) + (7 * range * log / (3.0 * (count - 1))));
    }

    private static long Sum(int[] distances)
    {
        var sum = 0L;
        foreach (var distance in distances) { sum += Math.Max(0, distance); }
        return sum;
    }
}
