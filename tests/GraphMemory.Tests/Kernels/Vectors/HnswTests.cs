using CsCheck;
using GraphMemory.Kernels.Ranking;
using GraphMemory.Kernels.Vectors;

namespace GraphMemory.Tests.Kernels.Vectors;

public sealed class HnswTests
{
    private static readonly HnswParameters Parameters = new() { Degree = 12, Breadth = 60 };
    private readonly Sphere _sphere = new(count: 5_000, dimensions: 40, seed: 2);

    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    [InlineData(3UL)]
    public void Nearly_all_true_neighbours_are_found(ulong seed)
    {
        var builder = Build(_sphere, Parameters with { Seed = seed });
        Assert.InRange(Recall(builder, _sphere, breadth: 80), 0.97, 1);
    }

    [Fact]
    public void A_broader_search_finds_no_less()
    {
        var builder = Build(_sphere, Parameters);
        Assert.True(Recall(builder, _sphere, breadth: 200) >= Recall(builder, _sphere, breadth: 10));
    }

    [Fact]
    public void One_thread_builds_the_same_graph_every_time()
    {
        var (first, second) = (Build(_sphere, Parameters), Build(_sphere, Parameters));
        Assert.Equal(first.Lowest.ToArray(), second.Lowest.ToArray());
        Assert.Equal(first.Upper.ToArray(), second.Upper.ToArray());
        Assert.Equal((first.Links.Entry, first.Links.Top), (second.Links.Entry, second.Links.Top));
    }

    [Fact]
    public void Several_threads_build_a_graph_as_good()
    {
        var builder = new HnswBuilder(_sphere.Vectors.Length, Parameters);
        Parallel.For(0, _sphere.Vectors.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, () => new HnswScratch(), (row, _, scratch) =>
        {
            builder.Insert(_sphere.Block, row, scratch);
            return scratch;
        }, _ => { });
        AssertSound(builder, _sphere);
        Assert.InRange(Recall(builder, _sphere, breadth: 80), 0.95, 1);
    }

    [Fact]
    public void Links_are_other_nodes_within_their_bounds() => AssertSound(Build(_sphere, Parameters), _sphere);

    [Fact]
    public void A_graph_that_is_taken_up_again_is_the_one_built_at_once()
    {
        var half = new HnswBuilder(2_000, Parameters);
        var scratch = new HnswScratch();
        for (var row = 0; row < 2_000; row++) { half.Insert(_sphere.Block, row, scratch); }
        var whole = new HnswBuilder(half.Links, _sphere.Vectors.Length, Parameters);
        for (var row = 2_000; row < _sphere.Vectors.Length; row++) { whole.Insert(_sphere.Block, row, scratch); }
        Assert.Equal(Build(_sphere, Parameters).Lowest.ToArray(), whole.Lowest.ToArray());
    }

    [Fact]
    public void Emptied_rows_are_no_answer_and_still_lead_on()
    {
        var builder = Build(_sphere, Parameters);
        for (var row = 0; row < _sphere.Vectors.Length; row += 3)
        {
            _sphere.Scales[row] = 0;
            Array.Clear(_sphere.Codes, row * _sphere.Dimensions, _sphere.Dimensions);
        }

        Assert.InRange(Recall(builder, _sphere, breadth: 120, accepts: row => row % 3 != 0), 0.9, 1);
    }

    [Fact]
    public void A_filter_is_kept_to_and_its_answers_are_the_nearest_that_pass()
    {
        var builder = Build(_sphere, Parameters);
        Assert.InRange(Recall(builder, _sphere, breadth: 80, accepts: row => row % 7 == 0), 0.95, 1);
    }

    [Fact]
    public void A_search_that_may_not_look_further_says_so()
    {
        var builder = Build(_sphere, Parameters);
        var query = _sphere.Query(0);
        var top = new TopK(10);
        Assert.False(HnswSearch.Run(_sphere.Block, builder.Links, in query, 100, visitsMax: 50, default(AllRows), 0, new HnswScratch(), top));
        Assert.True(HnswSearch.Run(_sphere.Block, builder.Links, in query, 100, visitsMax: int.MaxValue, default(AllRows), 0, new HnswScratch(), top));
    }

    [Fact]
    public void A_search_allocates_nothing_once_its_scratch_has_grown()
    {
        var builder = Build(_sphere, Parameters);
        var (scratch, top) = (new HnswScratch(), new TopK(10));
        var (codes, wide) = (new sbyte[_sphere.Dimensions], new short[_sphere.Dimensions]);
        void Search()
        {
            for (var row = 0; row < 50; row++)
            {
                top.Clear();
                var query = VectorQuery.Of(_sphere.Vectors[row], codes, wide);
                HnswSearch.Run(_sphere.Block, builder.Links, in query, 100, int.MaxValue, default(AllRows), 0, scratch, top);
            }
        }

        Search();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Search();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void No_node_no_answer_and_one_node_one_answer()
    {
        var sphere = new Sphere(1, 8, seed: 3);
        var builder = new HnswBuilder(1, Parameters);
        var query = sphere.Query(0);
        var top = new TopK(3);
        Assert.True(HnswSearch.Run(sphere.Block, builder.Links, in query, 10, 10, default(AllRows), 0, new HnswScratch(), top));
        Assert.Equal(0, top.Count);
        builder.Insert(sphere.Block, 0, new HnswScratch());
        HnswSearch.Run(sphere.Block, builder.Links, in query, 10, 10, default(AllRows), 0, new HnswScratch(), top);
        Assert.Equal(0, Assert.Single(top.Ranked().ToArray()).Document);
    }

    [Fact]
    public void An_empty_row_is_no_node()
    {
        var builder = new HnswBuilder(2, Parameters);
        builder.Insert(new VectorBlock(new sbyte[8], new float[2], 4), 0, new HnswScratch());
        Assert.Equal(-1, builder.Links.Entry);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(129)]
    public void A_degree_that_makes_no_graph_is_refused(int degree) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new HnswBuilder(10, Parameters with { Degree = degree }));

    [Fact]
    public void Keys_sort_by_similarity_and_give_both_parts_back() =>
        Gen.Select(Gen.Float[-1, 1], Gen.Int[0, int.MaxValue], Gen.Float[-1, 1], Gen.Int[0, int.MaxValue]).Sample((a, m, b, n) =>
        {
            var (first, second) = (NodeKey.Of(a, m), NodeKey.Of(b, n));
            Assert.Equal((a, m), (NodeKey.Similarity(first), NodeKey.Node(first)));
            if (a != b) { Assert.Equal(a > b, first > second); }
            else if (m != n) { Assert.Equal(m < n, first > second); }
        });

    [Fact]
    public void The_bounded_heap_keeps_the_best() => Gen.Select(Gen.Long[long.MinValue + 1, long.MaxValue].Array[0, 200], Gen.Int[1, 30]).Sample((keys, capacity) =>
    {
        var heap = new FarthestHeap();
        heap.Clear(capacity);
        foreach (var key in keys)
        {
            if (key > heap.Worst) { heap.Push(key); }
        }

        var ranked = new long[capacity];
        Assert.Equal(keys.OrderDescending().Take(capacity), ranked.Take(heap.CopyRanked(ranked)));
    });

    [Fact]
    public void The_queue_gives_the_best_first() => Gen.Long.Array[0, 3_000].Sample(keys =>
    {
        var heap = new NearestHeap();
        foreach (var key in keys) { heap.Push(key); }
        var popped = new List<long>();
        while (heap.TryPop(out var key)) { popped.Add(key); }
        Assert.Equal(keys.OrderDescending(), popped);
    }, iter: 20);

    private static HnswBuilder Build(Sphere sphere, HnswParameters parameters)
    {
        var (builder, scratch) = (new HnswBuilder(sphere.Vectors.Length, parameters), new HnswScratch());
        for (var row = 0; row < sphere.Vectors.Length; row++) { builder.Insert(sphere.Block, row, scratch); }
        return builder;
    }

    private static void AssertSound(HnswBuilder builder, Sphere sphere)
    {
        for (var node = 0; node < sphere.Vectors.Length; node++)
        {
            var links = builder.Links.Of(node, 0).ToArray();
            Assert.InRange(links.Length, 1, 2 * Parameters.Degree);
            Assert.Equal(links.Length, links.Distinct().Count());
            Assert.All(links, other => Assert.True(other != node && other >= 0 && other < sphere.Vectors.Length));
        }
    }

    private static double Recall(HnswBuilder builder, Sphere sphere, int breadth, Func<int, bool>? accepts = null)
    {
        var (scratch, found, asked) = (new HnswScratch(), 0, 0);
        for (var row = 1; row < sphere.Vectors.Length; row += 97)
        {
            var top = new TopK(20);
            var query = sphere.Query(row);
            HnswSearch.Run(sphere.Block, builder.Links, in query, breadth, int.MaxValue, new Chosen(accepts), 0, scratch, top);
            // As the engine does it: the best by codes are ranked by their floats.
            var answer = top.Ranked().ToArray().Select(hit => hit.Document).OrderByDescending(other => FloatVector.DotScalar(sphere.Vectors[row], sphere.Vectors[other])).Take(10);
            if (accepts is not null) { Assert.All(top.Ranked().ToArray(), hit => Assert.True(accepts(hit.Document))); }
            var truth = sphere.Nearest(row, 10, accepts);
            found += truth.Intersect(answer).Count();
            asked += truth.Length;
        }

        return found / (double)asked;
    }

    private readonly struct Chosen(Func<int, bool>? accepts) : IRowFilter
    {
        public bool Accepts(int row) => accepts is null || accepts(row);
    }
}
