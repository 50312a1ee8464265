using GraphMemory.Kernels.Vectors;

namespace GraphMemory.Server.Bench.Vectors;

/// <summary>How made-up vectors lie on the sphere.</summary>
internal enum VectorShape
{
    /// <summary>
    /// A mixture of Gaussians: about a thousand vectors around each centre, whose spread falls as 1/rank over the axes, in another order for each
    /// centre. Vectors of texts look like that: topics, and few directions that matter within each.
    /// </summary>
    Clustered,
    /// <summary>Every direction alike: nothing to find, all neighbours about equally far. The hardest case, and no real one.</summary>
    Uniform,
}

/// <summary>Made-up vectors of unit length; each is a function of seed and number.</summary>
internal sealed class SyntheticVectors
{
    private const int VectorsPerCentre = 1_000;
    private const int CentresMin = 16;
    private readonly ulong _seed;
    private readonly int _dimensions;
    private readonly VectorShape _shape;
    private readonly float[][] _centres;
    private readonly float[] _spread;

    public SyntheticVectors(int seed, int count, int dimensions, VectorShape shape)
    {
        (_seed, _dimensions, _shape) = ((ulong)seed << 40, dimensions, shape);
        _spread = [.. Enumerable.Range(1, dimensions).Select(rank => (float)Math.Sqrt(1.0 / rank / Harmonic(dimensions)))];
        _centres = shape == VectorShape.Uniform ? [] : [.. Enumerable.Range(0, Math.Max(CentresMin, count / VectorsPerCentre)).Select(Centre)];
    }

    /// <param name="number">Those below the count are stored, those above are questions.</param>
    public float[] Vector(int number)
    {
        var random = new NormalNumbers(_seed ^ (1UL << 39) ^ (ulong)number);
        var vector = new float[_dimensions];
        if (_shape == VectorShape.Uniform) { Fill(vector, random); }
        else { FillAround(vector, (int)(random.NextBits() % (ulong)_centres.Length), random); }
        FloatVector.Normalise(vector);
        return vector;
    }

    private float[] Centre(int number)
    {
        var centre = new float[_dimensions];
        Fill(centre, new NormalNumbers(_seed ^ (ulong)number));
        FloatVector.Normalise(centre);
        return centre;
    }

    private static void Fill(float[] vector, NormalNumbers random)
    {
        foreach (ref var value in vector.AsSpan()) { value = random.Next(); }
    }

    private void FillAround(float[] vector, int centre, NormalNumbers random)
    {
        var turn = (centre * 7_919) % _dimensions;
        for (var axis = 0; axis < vector.Length; axis++)
        {
            vector[axis] = _centres[centre][axis] + (random.Next() * _spread[(axis + turn) % _dimensions]);
        }
    }

    private static double Harmonic(int count) => Enumerable.Range(1, count).Sum(rank => 1.0 / rank);
}
