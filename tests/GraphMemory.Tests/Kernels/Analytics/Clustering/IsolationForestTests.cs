using CsCheck;
using GraphMemory.Kernels.Analytics.Clustering;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Tests.Kernels.Analytics.Clustering;

public sealed class IsolationForestTests
{
    [Fact]
    public void A_far_point_has_the_greatest_score_and_scores_are_shares()
    {
        double[][] rows = [.. TestPoints.Blobs(500, 1, 3, seed: 8), [6, -6, 6]];
        var scores = Score(rows, 2);
        Assert.Equal(500, Array.IndexOf(scores, scores.Max()));
        Assert.True(scores.Max() > 0.7);
        Assert.All(scores, score => Assert.InRange(score, 0, 1));
        Assert.InRange(scores[..500].Average(), 0.4, 0.55);
    }

    [Fact]
    public void Two_different_points_part_at_the_first_cut() => Assert.Equal([0.5, 0.5], Score([[0, 5], [1, 5]], 1));

    [Fact]
    public void Points_that_coincide_are_all_alike_and_ordinary() => Assert.All(Score([.. Enumerable.Repeat(new[] { 1.0, 2.0 }, 40)], 1), score => Assert.Equal(0.5, score, 12));

    [Fact]
    public void Fewer_than_two_points_have_no_score()
    {
        Assert.Equal([0], Score([[1]], 1));
        Assert.Empty(Score([], 1));
    }

    [Fact]
    public void The_depth_expected_is_that_of_a_random_search_tree()
    {
        // The mean depth of an external node, from the recurrence of a random binary search tree.
        var internalPath = new double[300];
        for (var n = 2; n < 300; n++) { internalPath[n] = n - 1 + (2.0 / n * internalPath[..n].Sum()); }
        for (var n = 50; n < 299; n++) { Assert.Equal((internalPath[n - 1] + (2 * (n - 1))) / n, IsolationTree.ExpectedDepth(n), 0.03); }
        Assert.Equal((0, 0, 1), (IsolationTree.ExpectedDepth(0), IsolationTree.ExpectedDepth(1), IsolationTree.ExpectedDepth(2)));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void The_number_of_threads_makes_no_difference(int workers)
    {
        var rows = TestPoints.Blobs(2_500, 2, 3, seed: 1);
        Assert.Equal(Score(rows, 1), Score(rows, workers));
    }

    [Fact]
    public void Scores_of_any_points_are_shares() => TestPoints.Any.Sample(rows =>
        Assert.All(Score(rows, 1), score => Assert.InRange(score, 0, 1)), iter: 50);

    private static double[] Score(double[][] rows, int workers)
    {
        using var crew = new Crew(workers);
        var scores = new double[rows.Length];
        IsolationForest.Score(TestPoints.Of(rows), new IsolationForestParameters(), scores, crew);
        return scores;
    }
}
