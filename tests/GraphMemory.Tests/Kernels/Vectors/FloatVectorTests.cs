using CsCheck;
using GraphMemory.Kernels.Vectors;

namespace GraphMemory.Tests.Kernels.Vectors;

public sealed class FloatVectorTests
{
    private static readonly Gen<(float[] A, float[] B)> Pairs =
        Gen.Int[0, 130].SelectMany(length => Gen.Select(Gen.Float[-1, 1].Array[length], Gen.Float[-1, 1].Array[length]));

    [Fact]
    public void Every_width_agrees_with_the_plain_loop() => Pairs.Sample((a, b) =>
    {
        var expected = a.Zip(b, (x, y) => (double)x * y).Sum();
        Assert.Equal(expected, FloatVector.DotScalar(a, b), 4);
        Assert.Equal(expected, FloatVector.Dot128(a, b), 4);
        Assert.Equal(expected, FloatVector.Dot256(a, b), 4);
        Assert.Equal(expected, FloatVector.Dot512(a, b), 4);
        Assert.Equal(expected, FloatVector.Dot(a, b), 4);
    });

    [Fact]
    public void Vectors_of_different_lengths_have_no_product() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => FloatVector.Dot([1, 2], [1]));

    [Fact]
    public void A_normalised_vector_has_unit_length_and_its_direction()
    {
        float[] vector = [3, 0, -4];
        Assert.True(FloatVector.Normalise(vector));
        Assert.Equal([0.6f, 0, -0.8f], vector);
    }

    [Theory]
    [InlineData(0f, 0f)]
    [InlineData(float.NaN, 1f)]
    [InlineData(float.PositiveInfinity, 1f)]
    public void A_vector_without_a_length_is_left_alone(float first, float second)
    {
        float[] vector = [first, second];
        Assert.False(FloatVector.Normalise(vector));
        Assert.Equal([first, second], vector);
    }
}
