using GraphMemory.Kernels.Vectors;

namespace GraphMemory.Engine.Vectors;

/// <summary>A question as a vector: its floats of unit length, and its codes for the search.</summary>
internal readonly struct VectorQuestion
{
    public VectorQuestion(float[] values)
    {
        Values = values;
        var wide = new short[values.Length];
        Scale = VectorQuery.Of(values, new sbyte[values.Length], wide).Scale;
        Wide = wide;
    }

    public float[] Values { get; }

    public ReadOnlyMemory<short> Wide { get; }

    public float Scale { get; }

    public VectorQuery Query => new(Wide.Span, Scale);
}
