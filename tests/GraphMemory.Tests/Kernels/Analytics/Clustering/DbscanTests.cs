using CsCheck;
using GraphMemory.Kernels.Analytics.Clustering;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Tests.Kernels.Analytics.Clustering;

public sealed class DbscanTests
{
    [Fact]
    public void Groups_and_noise_are_those_of_the_definition() =>
        Gen.Select(Gen.OneOf(TestPoints.Any, TestPoints.OnGrid), Gen.OneOf(0.4, 1.0, 1.5), Gen.Int[1, 5]).Sample((rows, radius, pointsMin) =>
            Assert.Equal(Naive(rows, radius, pointsMin), Run(rows, radius, pointsMin, 1)));

    [Fact]
    public void Blobs_are_groups_and_a_far_point_is_noise()
    {
        double[][] rows = [.. TestPoints.Blobs(400, 3, 2, seed: 4), [200, 200]];
        Assert.Equal([.. Enumerable.Range(0, 400).Select(point => point % 3), -1], Run(rows, 0.8, 4, 2));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void The_number_of_threads_makes_no_difference(int workers)
    {
        var rows = TestPoints.Blobs(3_000, 1, 2, seed: 6);
        Assert.Equal(Run(rows, 0.03, 5, 1), Run(rows, 0.03, 5, workers));
    }

    private static int[] Run(double[][] rows, double radius, int pointsMin, int workers)
    {
        using var crew = new Crew(workers);
        var groupOf = new int[rows.Length];
        var count = Dbscan.Run(TestPoints.Of(rows), radius, pointsMin, groupOf, crew);
        Assert.Equal(groupOf.Append(-1).Max() + 1, count);
        return groupOf;
    }

    /// <summary>Cores spread their number to the cores near them until nothing changes.</summary>
    private static int[] Naive(double[][] rows, double radius, int pointsMin)
    {
        double Square(int a, int b) => rows[a].Zip(rows[b], (x, y) => (x - y) * (x - y)).Sum();
        bool Near(int a, int b) => Square(a, b) <= radius * radius;
        var all = Enumerable.Range(0, rows.Length).ToArray();
        var cores = all.Where(a => all.Count(b => Near(a, b)) >= pointsMin).ToArray();
        var groupOf = all.Select(_ => -1).ToArray();
        foreach (var core in cores) { groupOf[core] = core; }
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var (a, b) in from a in cores from b in cores where Near(a, b) && groupOf[b] < groupOf[a] select (a, b))
            {
                if (groupOf[b] < groupOf[a]) { (groupOf[a], changed) = (groupOf[b], true); }
            }
        }

        foreach (var other in all.Except(cores))
        {
            var near = cores.Where(core => Near(other, core)).OrderBy(core => Square(other, core)).ThenBy(core => core).Take(1);
            foreach (var core in near) { groupOf[other] = groupOf[core]; }
        }

        GroupNumbers.ByFirstMember(groupOf, rows.Length);
        return groupOf;
    }
}
