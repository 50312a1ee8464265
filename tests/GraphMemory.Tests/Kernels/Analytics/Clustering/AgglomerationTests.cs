using CsCheck;
using GraphMemory.Kernels.Analytics.Clustering;

namespace GraphMemory.Tests.Kernels.Analytics.Clustering;

public sealed class AgglomerationTests
{
    private static readonly Gen<Linkage> Linkages = Gen.OneOf(Linkage.Ward, Linkage.Average, Linkage.Complete, Linkage.Single);

    [Fact]
    public void Merges_and_groups_are_those_of_the_definition() => Gen.Select(TestPoints.Distinct, Linkages).Sample((rows, linkage) =>
    {
        var tree = Agglomeration.Run(TestPoints.Of(rows), linkage);
        var naive = new Naive(rows, linkage);
        Assert.Equal(rows.Length - 1, tree.Merges.Length);
        for (var groups = rows.Length; groups >= 1; groups--)
        {
            Assert.Equal(TestPoints.Sets(naive.GroupOf()), TestPoints.Sets(tree.Cut(groups)));
            if (groups == 1) { break; }
            var merge = tree.Merges[rows.Length - groups];
            var (height, size) = naive.MergeNearest();
            Assert.Equal(height, merge.Height, 1e-9);
            Assert.Equal(size, merge.Size);
        }
    });

    [Fact]
    public void Ties_still_give_merges_that_rise_and_groups_as_many_as_wanted() =>
        Gen.Select(TestPoints.OnGrid, Linkages, Gen.Int[1, 30]).Sample((rows, linkage, groups) =>
        {
            var tree = Agglomeration.Run(TestPoints.Of(rows), linkage);
            var heights = tree.Merges.ToArray().Select(merge => merge.Height).ToArray();
            Assert.Equal(heights.Order(), heights);
            Assert.Equal(Math.Min(groups, rows.Length), tree.Cut(groups).Distinct().Count());
            Assert.All(tree.Merges.ToArray(), (merge, i) => Assert.True(merge.First < merge.Second && merge.Second < rows.Length + i));
        });

    [Theory]
    [InlineData(Linkage.Ward)]
    [InlineData(Linkage.Average)]
    [InlineData(Linkage.Complete)]
    [InlineData(Linkage.Single)]
    public void Blobs_that_lie_apart_are_the_groups(Linkage linkage) => Assert.Equal(
        Enumerable.Range(0, 600).Select(point => point % 4),
        Agglomeration.Run(TestPoints.Of(TestPoints.Blobs(600, 4, 2, seed: 9)), linkage).Cut(4));

    [Fact]
    public void No_points_make_no_tree() => Assert.Empty(Agglomeration.Run(new Points(0, 2), Linkage.Single).Cut(1));

    [Fact]
    public void More_points_than_a_matrix_holds_are_refused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => Agglomeration.Run(new Points(Agglomeration.MatrixPointsMax + 1, 1), Linkage.Average));

    [Fact]
    public void A_cancelled_run_ends() => Assert.Throws<OperationCanceledException>(
        () => Agglomeration.Run(new Points(3, 1), Linkage.Ward, new CancellationToken(canceled: true)));

    /// <summary>Clusters as lists of points; distances straight from the definitions.</summary>
    private sealed class Naive(double[][] rows, Linkage linkage)
    {
        private readonly List<List<int>> _clusters = [.. rows.Select((_, point) => new List<int> { point })];

        public (double Height, int Size) MergeNearest()
        {
            var pairs = from a in _clusters from b in _clusters where a != b select (a, b, distance: Distance(a, b));
            var (first, second, height) = pairs.MinBy(pair => pair.distance);
            first.AddRange(second);
            _clusters.Remove(second);
            return (height, first.Count);
        }

        public int[] GroupOf() => [.. rows.Select((_, point) => _clusters.FindIndex(cluster => cluster.Contains(point)))];

        private double Distance(List<int> a, List<int> b)
        {
            var distances = from x in a from y in b select TestPoints.Distance(rows[x], rows[y]);
            return linkage switch
            {
                Linkage.Average => distances.Average(),
                Linkage.Complete => distances.Max(),
                Linkage.Single => distances.Min(),
                _ => Math.Sqrt(2 * (Squares([.. a, .. b]) - Squares(a) - Squares(b))),
            };
        }

        private double Squares(List<int> cluster)
        {
            var middle = rows[0].Select((_, dimension) => cluster.Average(point => rows[point][dimension])).ToArray();
            return cluster.Sum(point => Math.Pow(TestPoints.Distance(rows[point], middle), 2));
        }
    }
}
