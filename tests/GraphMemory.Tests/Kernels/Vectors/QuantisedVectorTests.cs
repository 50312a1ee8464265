using System.Runtime.Intrinsics.X86;
using CsCheck;
using GraphMemory.Kernels.Vectors;

namespace GraphMemory.Tests.Kernels.Vectors;

public sealed class QuantisedVectorTests
{
    private static readonly Gen<(sbyte[] A, sbyte[] B)> Codes =
        Gen.Int[0, 200].SelectMany(length => Gen.Select(Gen.SByte[-127, 127].Array[length], Gen.SByte[-127, 127].Array[length]));

    [Fact]
    public void Every_width_is_exact() => Codes.Sample((a, b) =>
    {
        var wide = new short[a.Length];
        QuantisedVector.Widen(a, wide);
        var expected = a.Zip(b, (x, y) => x * y).Sum();
        Assert.Equal(expected, QuantisedVector.DotScalar(wide, b));
        Assert.Equal(expected, QuantisedVector.Dot128(wide, b));
        if (Avx2.IsSupported) { Assert.Equal(expected, QuantisedVector.Dot256(wide, b)); }
        if (Avx512BW.IsSupported) { Assert.Equal(expected, QuantisedVector.Dot512(wide, b)); }
        Assert.Equal(expected, QuantisedVector.Dot(wide, b));
    });

    [Fact]
    public void The_largest_codes_do_not_overflow()
    {
        var (codes, wide) = (new sbyte[4_096], new short[4_096]);
        Array.Fill(codes, (sbyte)-127);
        QuantisedVector.Widen(codes, wide);
        Assert.Equal(4_096 * 127 * 127, QuantisedVector.Dot(wide, codes));
        Assert.Equal(4_096 * 127 * 127, QuantisedVector.Dot128(wide, codes));
    }

    [Fact]
    public void No_number_is_off_by_more_than_half_a_step() => Gen.Float[-1, 1].Array[1, 100].Sample(vector =>
    {
        var codes = new sbyte[vector.Length];
        var scale = QuantisedVector.Quantise(vector, codes);
        for (var i = 0; i < vector.Length; i++) { Assert.InRange(Math.Abs(vector[i] - (codes[i] * scale)), 0, (scale * 0.5001f) + 1e-9f); }
    });

    [Theory]
    [InlineData(0f)]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void What_has_no_size_becomes_an_empty_row(float value)
    {
        sbyte[] codes = [1, 2];
        Assert.Equal(0, QuantisedVector.Quantise([value, 0], codes));
        Assert.Equal([0, 0], codes);
    }
}
