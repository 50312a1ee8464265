using GraphMemory.Kernels.Vectors;

namespace GraphMemory.Tests.Kernels.Vectors;

/// <summary>Vectors around a few centres, as texts of a few topics have them; the same for the same seed.</summary>
internal sealed class Sphere
{
    public Sphere(int count, int dimensions, int seed, int centres = 20)
    {
        var random = new Random(seed);
        var around = Enumerable.Range(0, centres).Select(_ => Unit(random, dimensions, [])).ToArray();
        Vectors = [.. Enumerable.Range(0, count).Select(_ => Unit(random, dimensions, around[random.Next(centres)]))];
        Codes = new sbyte[count * dimensions];
        Scales = new float[count];
        Dimensions = dimensions;
        for (var row = 0; row < count; row++) { Scales[row] = QuantisedVector.Quantise(Vectors[row], Codes.AsSpan(row * dimensions, dimensions)); }
    }

    public int Dimensions { get; }

    public float[][] Vectors { get; }

    public sbyte[] Codes { get; }

    public float[] Scales { get; }

    public VectorBlock Block => new(Codes, Scales, Dimensions);

    public VectorQuery Query(int row) => VectorQuery.Of(Vectors[row], new sbyte[Dimensions], new short[Dimensions]);

    /// <summary>The most similar rows by the plain floats.</summary>
    public int[] Nearest(int row, int count, Func<int, bool>? accepts = null) =>
    [
        .. Enumerable.Range(0, Vectors.Length).Where(other => accepts is null || accepts(other))
            .OrderByDescending(other => FloatVector.DotScalar(Vectors[row], Vectors[other])).ThenBy(other => other).Take(count),
    ];

    private static float[] Unit(Random random, int dimensions, float[] around)
    {
        var vector = new float[dimensions];
        for (var i = 0; i < dimensions; i++)
        {
            var spread = (float)((random.NextDouble() + random.NextDouble() + random.NextDouble()) - 1.5);
            vector[i] = around.Length == 0 ? spread : (1.5f * around[i]) + (spread / MathF.Sqrt(dimensions));
        }

        Assert.True(FloatVector.Normalise(vector));
        return vector;
    }
}
