namespace GraphMemory.Kernels.Analytics.Clustering;

/// <summary>Points in a space of few dimensions, one column per dimension, so that a distance is computed for several points at once whatever the
/// number of dimensions, which is one at least. Columns are padded with zeros to a multiple of eight. Filled by its maker, then only read.</summary>
public sealed class Points
{
    private readonly double[] _values;

    public Points(int count, int dimensions)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        (Count, Dimensions, Stride) = (count, dimensions, (count + 7) & ~7);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)Stride * dimensions, Array.MaxLength, nameof(count));
        _values = new double[Stride * dimensions];
    }

    public int Count { get; }

    public int Dimensions { get; }

    /// <summary>Numbers in a column, padding included.</summary>
    public int Stride { get; }

    /// <summary>All columns, one after the other.</summary>
    public Span<double> Values => _values;

    /// <summary>One number of each point, then the padding.</summary>
    public Span<double> Column(int dimension) => _values.AsSpan(dimension * Stride, Stride);

    public double this[int point, int dimension]
    {
        get => _values[(dimension * Stride) + point];
        set => _values[(dimension * Stride) + point] = value;
    }

    /// <summary>Where a point lies.</summary>
    public void Place(int point, Span<double> place)
    {
        for (var dimension = 0; dimension < Dimensions; dimension++) { place[dimension] = this[point, dimension]; }
    }

    /// <summary>The same points in another order.</summary>
    public Points InOrder(ReadOnlySpan<int> order)
    {
        var ordered = new Points(order.Length, Dimensions);
        for (var dimension = 0; dimension < Dimensions; dimension++)
        {
            var from = Column(dimension);
            var to = ordered.Column(dimension);
            for (var i = 0; i < order.Length; i++) { to[i] = from[order[i]]; }
        }

        return ordered;
    }
}
