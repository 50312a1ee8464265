using CsCheck;
using GraphMemory.Kernels.Ranking;

namespace GraphMemory.Tests.Kernels.Ranking;

public sealed class ReciprocalRankFusionTests
{
    [Fact]
    public void Scores_equal_the_formula() =>
        Gen.Select(Gen.Long[0, 30].Array[0, 20].Select(items => items.Distinct().ToArray()), Gen.Double[0, 2]).Array[0, 4].Sample(rankings =>
        {
            var fusion = new ReciprocalRankFusion();
            foreach (var (ranking, weight) in rankings) { fusion.Add(ranking, weight); }
            var expected = rankings
                .SelectMany(ranking => ranking.Item1.Select((item, i) => (Item: item, Score: ranking.Item2 / (61 + i))))
                .GroupBy(pair => pair.Item, (item, pairs) => new FusedItem(item, pairs.Aggregate(0.0, (sum, pair) => sum + pair.Score)))
                .OrderByDescending(fused => fused.Score).ThenBy(fused => fused.Item);
            Assert.Equal(expected, fusion.Ranked().ToArray());
        });

    [Fact]
    public void Agreement_beats_one_first_place_and_ties_go_to_the_smaller_item()
    {
        var fusion = new ReciprocalRankFusion();
        fusion.Add([7, 5, 9]);
        fusion.Add([8, 5, 9]);
        Assert.Equal([5L, 9, 7, 8], fusion.Ranked().ToArray().Select(fused => fused.Item));
        fusion.Clear();
        Assert.Equal(0, fusion.Ranked().Length);
    }
}
