using GraphMemory.Kernels.Ranking;
using GraphMemory.Kernels.Vectors;

namespace GraphMemory.Tests.Kernels.Vectors;

public sealed class VectorScanTests
{
    private readonly Sphere _sphere = new(count: 2_000, dimensions: 48, seed: 1);

    [Fact]
    public void The_best_rows_are_those_of_the_plain_order_of_codes()
    {
        var query = _sphere.Query(7);
        var expected = new List<Hit>();
        for (var row = 0; row < _sphere.Vectors.Length; row++) { expected.Add(new Hit(3, row, _sphere.Block.Similarity(in query, row))); }
        var top = new TopK(25);
        VectorScan.Run(_sphere.Block, in query, default(AllRows), segment: 3, firstRow: 0, top);
        Assert.Equal(expected.Order().Take(25), top.Ranked().ToArray());
    }

    [Fact]
    public void Rows_in_two_halves_give_the_same_as_in_one()
    {
        var query = _sphere.Query(9);
        var (whole, halves) = (new TopK(25), new TopK(25));
        VectorScan.Run(_sphere.Block, in query, default(AllRows), 0, 0, whole);
        VectorScan.Run(_sphere.Block.Rows(0, 900), in query, default(AllRows), 0, 0, halves);
        VectorScan.Run(_sphere.Block.Rows(900, 1_100), in query, default(AllRows), 0, 900, halves);
        Assert.Equal(whole.Ranked().ToArray(), halves.Ranked().ToArray());
    }

    [Fact]
    public void Empty_rows_and_filtered_ones_are_no_answer()
    {
        var nearest = _sphere.Nearest(7, 3);
        _sphere.Scales[nearest[1]] = 0;
        var query = _sphere.Query(7);
        var top = new TopK(50);
        VectorScan.Run(_sphere.Block, in query, new NoneOf(nearest[2]), 0, 0, top);
        var rows = top.Ranked().ToArray().Select(hit => hit.Document).ToList();
        Assert.Equal(50, rows.Count);
        Assert.Contains(nearest[0], rows);
        Assert.DoesNotContain(nearest[1], rows);
        Assert.DoesNotContain(nearest[2], rows);
    }

    private readonly struct NoneOf(int excluded) : IRowFilter
    {
        public bool Accepts(int row) => row != excluded;
    }
}
