using CsCheck;
using GraphMemory.Kernels.Ranking;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Tests.Kernels.Text;

public sealed class BlockMaxSearchTests
{
    private sealed record Case(SyntheticPostings[] Segments, double[] Weights, int RequiredCount, int K, int RandomSeed)
    {
        public bool[] Dead(int segment)
        {
            var random = new Random(RandomSeed + segment);
            return [.. Segments[segment].Lengths.Select(_ => random.Next(5) == 0)];
        }
    }

    private static readonly Gen<Case> Cases = Gen.Select(
        SyntheticPostings.Any.Array[1, 3],
        Gen.OneOf(Gen.Double[0, 10], Gen.Const(1.0)).Array[8],
        Gen.OneOf(0, 0, 1, 2),
        Gen.OneOf(1, 3, 10, 1000),
        Gen.Int[0, 1000],
        (segments, weights, required, k, seed) => new Case(segments, weights, required, k, seed));

    [Fact]
    public void The_best_hits_equal_an_exhaustive_search_bit_by_bit() => Cases.Sample(test =>
    {
        var bm25 = new Bm25(averageLength: 90);
        var top = new TopK(test.K);
        var scratch = new SearchScratch();
        foreach (var segment in Enumerable.Range(0, test.Segments.Length).Reverse()) { Search(test, segment, bm25, top, scratch); }
        var expected = Enumerable.Range(0, test.Segments.Length)
            .SelectMany(segment => Exhaustive(test, segment, bm25)).Order().Take(test.K);
        Assert.Equal(expected, top.Ranked().ToArray());
    }, iter: 150);

    /// <summary>Few documents of the rare term, many of the others: the threshold is found beforehand. Ties abound, for frequencies and lengths are few.</summary>
    [Fact]
    public void Knowing_the_threshold_beforehand_changes_no_hit() =>
        Gen.Select(Gen.Int[0, 400], Gen.Int[0, 1_000], Gen.OneOf(1, 5, 60)).Sample((rare, seed, k) =>
        {
            var random = new Random(seed);
            List<(int, int)> Postings(int count) =>
                [.. Enumerable.Range(0, 6_000).Where(_ => random.Next(6_000) < count).Select(document => (document, random.Next(1, 4)))];
            SyntheticPostings Segment() => new([Postings(rare), Postings(3_000), Postings(4_500)], [.. Enumerable.Range(0, 6_000).Select(_ => random.Next(8, 12))]);
            var test = new Case([Segment(), Segment()], [3, 1, 0.5], RequiredCount: 0, k, seed);
            var (bm25, top, scratch) = (new Bm25(averageLength: 10), new TopK(k), new SearchScratch());
            Search(test, 1, bm25, top, scratch);
            Search(test, 0, bm25, top, scratch);

            Assert.Equal(Exhaustive(test, 0, bm25).Concat(Exhaustive(test, 1, bm25)).Order().Take(k), top.Ranked().ToArray());
        }, iter: 40);

    [Fact]
    public void A_query_without_usable_terms_finds_nothing()
    {
        var sections = new SyntheticPostings([[(0, 1)], []], [1]).Build();
        var top = new TopK(5);
        Run(sections, [], [], top);
        Run(sections, [new QueryTerm(-1, 1), new QueryTerm(1, 1)], [], top);
        Run(sections, [new QueryTerm(0, 1)], [-1], top);
        Run(sections, [new QueryTerm(0, 1)], [1], top);
        Assert.Equal(0, top.Count);
        Run(sections, [new QueryTerm(0, 1)], [0], top);
        Assert.Equal(1, top.Count);
    }

    [Fact]
    public void A_query_may_have_more_terms_than_any_before()
    {
        var sections = new SyntheticPostings([[(0, 1), (1, 2)]], [1, 1]).Build();
        var top = new TopK(5);
        Run(sections, [.. Enumerable.Repeat(new QueryTerm(0, 1), 40)], [.. Enumerable.Repeat(0, 9)], top);
        Assert.Equal([1, 0], top.Ranked().ToArray().Select(hit => hit.Document));
    }

    [Fact]
    public void A_search_allocates_nothing_after_the_first()
    {
        var sections = new SyntheticPostings([[.. Enumerable.Range(0, 5000).Select(i => (i, (i % 7) + 1))], [(3, 1), (400, 9)]], new int[5000]).Build();
        var (bm25, top, scratch) = (new Bm25(1), new TopK(10), new SearchScratch());
        long Measure()
        {
            top.Clear();
            var before = GC.GetAllocatedBytesForCurrentThread();
            var query = new SegmentQuery { Segment = 0, Terms = [new QueryTerm(0, 1), new QueryTerm(1, 2)] };
            BlockMaxSearch.Run(sections.Index, query, bm25, top, scratch);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Measure();
        Assert.Equal(0, Measure());
    }

    private static void Run(PostingsSections sections, QueryTerm[] terms, int[] required, TopK top) => BlockMaxSearch.Run(
        sections.Index, new SegmentQuery { Segment = 0, Terms = terms, Required = required }, new Bm25(1), top, new SearchScratch());

    private static void Search(Case test, int segment, Bm25 bm25, TopK top, SearchScratch scratch)
    {
        var (scoring, required) = Split(test, segment);
        var dead = new ulong[(test.Segments[segment].Lengths.Length / 64) + 1];
        foreach (var (isDead, document) in test.Dead(segment).Select((isDead, i) => (isDead, i))) { dead[document / 64] |= (isDead ? 1UL : 0) << document; }
        var query = new SegmentQuery
        {
            Segment = segment,
            Terms = [.. scoring.Select(term => new QueryTerm(term, test.Weights[term]))],
            Required = required,
            Dead = dead,
        };
        BlockMaxSearch.Run(test.Segments[segment].Build().Index, query, bm25, top, scratch);
    }

    private static IEnumerable<Hit> Exhaustive(Case test, int segment, Bm25 bm25)
    {
        var (scoring, required) = Split(test, segment);
        var (postings, dead) = (test.Segments[segment], test.Dead(segment));
        var scores = new SortedDictionary<int, double>();
        foreach (var term in scoring)
        {
            foreach (var (document, frequency) in postings.Terms[term])
            {
                var norm = DocumentLength.ToNorm(postings.Lengths[document]);
                scores[document] = scores.GetValueOrDefault(document) + bm25.Score(test.Weights[term], Math.Min(frequency, 255), norm);
            }
        }
        var filters = required.Select(term => postings.Terms[term].Select(posting => posting.Document).ToHashSet()).ToList();
        return scores.Where(pair => !dead[pair.Key] && filters.TrueForAll(filter => filter.Contains(pair.Key)))
            .Select(pair => new Hit(segment, pair.Key, pair.Value));
    }

    private static (int[] Scoring, int[] Required) Split(Case test, int segment)
    {
        var terms = Enumerable.Range(0, test.Segments[segment].Terms.Length).ToArray();
        var requiredCount = Math.Min(test.RequiredCount, terms.Length - 1);
        return (terms[requiredCount..], terms[..requiredCount]);
    }
}
