using CsCheck;
using GraphMemory.Kernels.Ranking;

namespace GraphMemory.Tests.Kernels.Ranking;

public sealed class TopKTests
{
    private static readonly Gen<Hit[]> Hits =
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 30], Gen.Int[0, 9], (segment, document, score) => new Hit(segment, document, score)).Array[0, 200];

    [Fact]
    public void The_result_is_the_head_of_the_sorted_list_whatever_the_order() =>
        Gen.Select(Hits, Gen.Int[1, 20]).Sample((hits, k) =>
        {
            var top = new TopK(k);
            foreach (var hit in hits) { top.Offer(hit); }
            var expected = hits.OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Segment).ThenBy(hit => hit.Document).Take(k);
            Assert.Equal(expected, top.Ranked().ToArray());
        });

    [Fact]
    public void A_score_below_the_threshold_never_enters_and_one_at_it_does() =>
        Gen.Select(Hits, Gen.Int[1, 20], Gen.Int[0, 3]).Sample((hits, k, segment) =>
        {
            var top = new TopK(k);
            foreach (var hit in hits) { top.Offer(hit); }
            var threshold = top.Threshold(segment);
            Assert.True(double.IsNegativeInfinity(threshold) || !top.Offer(new Hit(segment, 1000, Math.BitDecrement(threshold))));
            Assert.True(top.Offer(new Hit(segment, 1000, threshold)));
        });

    [Fact]
    public void The_floor_is_the_worst_score_of_a_full_heap()
    {
        var top = new TopK(2);
        top.Offer(new Hit(0, 1, 5));
        Assert.Equal(double.NegativeInfinity, top.Floor);
        top.Offer(new Hit(0, 2, 3));
        top.Offer(new Hit(0, 3, 4));
        Assert.Equal(4, top.Floor);
    }

    [Fact]
    public void It_can_be_cleared_and_used_again()
    {
        var top = new TopK(2);
        top.Offer(new Hit(0, 1, 5));
        top.Clear();
        top.Offer(new Hit(0, 2, 1));
        Assert.Equal([new Hit(0, 2, 1)], top.Ranked().ToArray());
        Assert.Equal(2, top.Capacity);
        Assert.Throws<ArgumentOutOfRangeException>(() => new TopK(0));
    }

    [Fact]
    public void Hits_compare_by_rank()
    {
        var (better, worse) = (new Hit(0, 0, 2), new Hit(0, 0, 1));
        Assert.True(better < worse && better <= worse && worse > better && worse >= better);
    }
}
