using CsCheck;
using GraphMemory.Kernels.Ranking;

namespace GraphMemory.Tests.Kernels.Ranking;

public sealed class SimilarityBlocksTests
{
    [Fact]
    public void The_vectors_give_what_one_place_after_the_other_gives() => Gen.ULong.Array[0, 60].Sample(items =>
    {
        var (vectors, scalars) = (new uint[MinHash.Size], new uint[MinHash.Size]);
        MinHash.Sign(items, vectors);
        scalars.AsSpan().Fill(uint.MaxValue);
        MinHash.AddScalar(items, scalars);
        Assert.Equal(scalars, vectors);
    });

    [Fact]
    public void A_signature_of_parts_is_that_of_the_whole() => Gen.Select(Gen.ULong.Array[0, 30], Gen.ULong.Array[0, 30]).Sample((a, b) =>
    {
        var (whole, parts) = (new uint[MinHash.Size], new uint[MinHash.Size]);
        MinHash.Sign([.. a, .. b], whole);
        MinHash.Sign(a, parts);
        MinHash.Add(b, parts);
        Assert.Equal(whole, parts);
    });

    [Fact]
    public void Pairs_are_found_as_often_as_the_curve_says_and_few_that_are_not_alike()
    {
        // 2,000 pairs of sets of a given similarity, 100 items each, disjoint from all other pairs.
        foreach (var (similarity, least, most) in ((double, double, double)[])[(0.9, 0.999, 1), (0.8, 0.995, 1), (0.7, 0.97, 1), (0.3, 0.05, 0.25), (0.05, 0, 0.01)])
        {
            const int pairs = 2_000;
            var blocks = new SimilarityBlocks();
            var random = new Random(7);
            for (var pair = 0; pair < pairs; pair++)
            {
                var (a, b) = PairOf(similarity, random);
                Add(blocks, a);
                Add(blocks, b);
            }

            var found = blocks.Pairs(1_000_000);
            var right = found.Count(pair => pair.Second == pair.First + 1 && pair.First % 2 == 0);
            Assert.InRange(right / (double)pairs, least, most);
            Assert.InRange(found.Count - right, 0, pairs / 20);
        }
    }

    [Fact]
    public void Every_pair_of_equal_sets_of_one_salt_is_found_once_and_in_order()
    {
        var blocks = new SimilarityBlocks();
        foreach (var (item, salt) in ((int, ulong)[])[(1, 0), (2, 0), (1, 0), (1, 5), (2, 5), (1, 0)]) { Add(blocks, [(ulong)item * 77], salt); }

        Assert.Equal(6, blocks.Count);
        Assert.Equal([(0, 2), (0, 5), (2, 5)], blocks.Pairs(100));
        Assert.Equal(2, blocks.Pairs(2).Count);
    }

    [Fact]
    public void A_thousand_copies_are_tied_to_the_first()
    {
        var blocks = new SimilarityBlocks();
        for (var i = 0; i < 1_000; i++) { Add(blocks, [1, 2, 3]); }

        Assert.Equal(Enumerable.Range(1, 999).Select(i => (0, i)), blocks.Pairs(1_000_000));
    }

    [Fact]
    public void Signatures_of_other_sizes_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SimilarityBlocks().Add(new uint[63]));
        Assert.Throws<ArgumentOutOfRangeException>(() => MinHash.Add([1], new uint[63]));
    }

    private static (ulong[] A, ulong[] B) PairOf(double similarity, Random random)
    {
        const int size = 100;
        var common = (int)Math.Round(2 * size * similarity / (1 + similarity));
        var items = Enumerable.Range(0, (2 * size) - common).Select(_ => (ulong)random.NextInt64()).ToArray();
        return (items[..size], items[(size - common)..]);
    }

    private static void Add(SimilarityBlocks blocks, ReadOnlySpan<ulong> items, ulong salt = 0)
    {
        var signature = new uint[MinHash.Size];
        MinHash.Sign(items, signature);
        blocks.Add(signature, salt);
    }
}
