using CsCheck;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Tests.Kernels.Text;

public sealed class Bm25Tests
{
    [Fact]
    public void Scores_equal_the_formula_up_to_rounding() =>
        Gen.Select(Gen.Double[0.01, 50], Gen.Int[1, 255], Gen.Int[1, 1000]).Sample((weight, frequency, length) =>
        {
            var norm = DocumentLength.ToNorm(length);
            var k = 1.2 * (1 - 0.75 + (0.75 * DocumentLength.FromNorm(norm) / 80));
            Assert.Equal(weight * frequency / (frequency + k), new Bm25(80).Score(weight, frequency, norm), tolerance: 1.0 / (1 << 24));
        });

    [Fact]
    public void A_larger_frequency_or_a_shorter_document_never_scores_less() =>
        Gen.Select(Gen.Double[0, 50], Gen.Int[1, 255].Array[2], Gen.Byte.Array[2], Gen.Double[0.1, 1000], Gen.Double[0, 1])
            .Sample((weight, frequencies, norms, average, b) =>
            {
                var bm25 = new Bm25(average, 0.9, b);
                Assert.True(bm25.Score(weight, frequencies.Max(), norms.Min()) >= bm25.Score(weight, frequencies.Min(), norms.Max()));
            });

    [Fact]
    public void Sums_do_not_depend_on_their_order() =>
        Gen.Select(Gen.Double[0, 50].Array[2, 20], Gen.Int[1, 255]).Sample((weights, frequency) =>
        {
            var parts = weights.Select(weight => new Bm25(10).Score(weight, frequency, 7)).ToArray();
            Assert.Equal(parts.Sum(), parts.Order().Sum());
        });

    [Fact]
    public void Rarer_terms_weigh_more_and_all_terms_something()
    {
        Assert.True(Bm25.Idf(1, 1000) > Bm25.Idf(500, 1000));
        Assert.True(Bm25.Idf(1000, 1000) > 0);
    }

    [Fact]
    public void Parameters_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Bm25(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Bm25(1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Bm25(1, 1, 1.5));
    }
}
