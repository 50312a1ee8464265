namespace GraphMemory.Server.Bench;

/// <summary>Measured values, sorted; nearest-rank percentiles.</summary>
internal sealed class Percentiles
{
    private readonly double[] _sorted;

    private Percentiles(double[] sorted) => _sorted = sorted;

    public int Count => _sorted.Length;

    public static Percentiles Of(IEnumerable<double> values) => new([.. values.Order()]);

    /// <param name="percent">0 to 100.</param>
    /// <returns>The smallest value that at least this share does not exceed; 0 when nothing was measured.</returns>
    public double At(double percent) =>
        _sorted.Length == 0 ? 0 : _sorted[Math.Clamp((int)Math.Ceiling(percent / 100 * _sorted.Length) - 1, 0, _sorted.Length - 1)];
}
