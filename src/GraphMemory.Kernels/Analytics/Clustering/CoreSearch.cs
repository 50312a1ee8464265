using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Clustering;

/// <summary>First half of <see cref="Dbscan"/>: which points, in the order of the sweep, have enough others near them.</summary>
internal sealed class CoreSearch(Points points, int[] order, int dimension, double radius, int pointsMin, int workers) : IChunkWork
{
    private const int PointsPerChunk = 64;
    private readonly double[][] _scratch = [.. Enumerable.Range(0, workers).Select(_ => new double[points.Stride + points.Dimensions])];
    private readonly bool[] _isCore = new bool[points.Count];

    public Chunks Chunks { get; } = new(points.Count, PointsPerChunk);

    /// <summary>What each point is called outside.</summary>
    public ReadOnlySpan<int> Order => order;

    public ReadOnlySpan<bool> IsCore => _isCore;

    public double SquareMax { get; } = radius * radius;

    public void Execute(int chunk, int worker)
    {
        for (var point = Chunks.Start(chunk); point < Chunks.End(chunk); point++)
        {
            var near = 0;
            foreach (var square in Around(point, worker, out _)) { near += square <= SquareMax ? 1 : 0; }
            _isCore[point] = near >= pointsMin;
        }
    }

    /// <summary>Squared distances from a point to those in reach along the swept dimension.</summary>
    /// <param name="first">The point of the first distance.</param>
    public ReadOnlySpan<double> Around(int point, int worker, out int first)
    {
        var place = _scratch[worker].AsSpan(points.Stride);
        points.Place(point, place);
        var (start, end) = Reach(point);
        first = start & ~7;
        Distances.Squared(points, place, first, end, _scratch[worker]);
        return _scratch[worker].AsSpan(0, end - first);
    }

    private (int Start, int End) Reach(int point)
    {
        var column = points.Column(dimension)[..points.Count];
        // A difference that rounding puts beyond the radius may still be near by its square: a little more is looked at.
        var reach = radius * (1 + 1e-12);
        return (First(column, column[point] - reach, isBeyond: false), First(column, column[point] + reach, isBeyond: true));
    }

    /// <summary>The first place in ascending numbers that is at least, or beyond, a limit.</summary>
    private static int First(ReadOnlySpan<double> ascending, double limit, bool isBeyond)
    {
        var (low, high) = (0, ascending.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (ascending[middle] < limit || (isBeyond && ascending[middle] == limit)) { low = middle + 1; }
            else { high = middle; }
        }

        return low;
    }
}
