using CsCheck;
using GraphMemory.Kernels.Ranking;

namespace GraphMemory.Tests.Kernels.Ranking;

public sealed class NearDuplicatesTests
{
    private static readonly Gen<int[]> Sets = Gen.Int[0, 60].Array[0, 40].Select(items => items.Distinct().Order().ToArray());

    [Fact]
    public void Jaccard_and_containment_equal_their_definitions() => Gen.Select(Sets, Sets).Sample((a, b) =>
    {
        var (common, all) = (a.Intersect(b).Count(), a.Union(b).Count());
        Assert.Equal(all == 0 ? 0 : (double)common / all, NearDuplicates.Jaccard(a, b));
        Assert.Equal(a.Length * b.Length == 0 ? 0 : (double)common / Math.Min(a.Length, b.Length), NearDuplicates.Containment(a, b));
    });

    [Fact]
    public void Signatures_do_not_depend_on_order_or_repetition() =>
        Gen.ULong.Array[0, 50].Sample(items => Assert.Equal(Sign(items), Sign([.. items.Reverse(), .. items])));

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.3)]
    [InlineData(0.8)]
    [InlineData(1.0)]
    public void Signatures_estimate_the_Jaccard_similarity_without_bias(double similarity)
    {
        const int pairs = 400, size = 200;
        var mean = Enumerable.Range(0, pairs).Average(pair =>
        {
            var common = (int)(2 * size * similarity / (1 + similarity));
            var start = (ulong)pair * 10_000;
            var a = Enumerable.Range(0, size).Select(i => start + (ulong)i);
            var b = Enumerable.Range(size - common, size).Select(i => start + (ulong)i);
            return MinHash.Similarity(Sign(a), Sign(b));
        });
        Assert.Equal(similarity, mean, 0.015); // more than 4 standard errors of a mean of 400 signatures
    }

    [Fact]
    public void Signatures_of_other_sizes_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => MinHash.Sign([], new uint[63]));
        Assert.Throws<ArgumentOutOfRangeException>(() => MinHash.Similarity(new uint[63], new uint[64]));
        Assert.Throws<ArgumentOutOfRangeException>(() => MinHash.Similarity(new uint[64], new uint[63]));
        Assert.All(Sign([]), value => Assert.Equal(uint.MaxValue, value));
    }

    private static uint[] Sign(IEnumerable<ulong> items)
    {
        var signature = new uint[MinHash.Size];
        MinHash.Sign(items.ToArray(), signature);
        return signature;
    }
}
