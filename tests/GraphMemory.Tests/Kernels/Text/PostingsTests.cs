using CsCheck;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Tests.Kernels.Text;

public sealed class PostingsTests
{
    [Fact]
    public void A_cursor_walks_what_was_added() => SyntheticPostings.Any.Sample(postings =>
    {
        var sections = postings.Build();
        for (var term = 0; term < postings.Terms.Length; term++)
        {
            var cursor = sections.Index.Cursor(term);
            foreach (var (document, frequency) in postings.Terms[term])
            {
                Assert.Equal((document, Math.Min(frequency, 255)), (cursor.Document, cursor.Frequency));
                cursor.Next();
            }
            Assert.Equal(PostingsCursor.End, cursor.Document);
            Assert.Equal(PostingsCursor.End, cursor.Next());
        }
    }, iter: 50);

    [Fact]
    public void Advance_finds_the_first_document_not_before_the_target() =>
        Gen.Select(SyntheticPostings.Any, Gen.Int[0, 300_000].Array[1, 40]).Sample((postings, targets) =>
        {
            Array.Sort(targets);
            var sections = postings.Build();
            for (var term = 0; term < postings.Terms.Length; term++)
            {
                var cursor = sections.Index.Cursor(term);
                foreach (var target in targets.Select(target => target % Math.Max(1, postings.Lengths.Length)).Order())
                {
                    var expected = postings.Terms[term].Find(posting => posting.Document >= target);
                    Assert.Equal(expected.Frequency == 0 ? PostingsCursor.End : expected.Document, cursor.Advance(target));
                }
            }
        }, iter: 100);

    [Fact]
    public void Blocks_bound_the_frequencies_and_lengths_in_them() => SyntheticPostings.Any.Sample(postings =>
    {
        var sections = postings.Build();
        for (var term = 0; term < postings.Terms.Length; term++)
        {
            for (var cursor = sections.Index.Cursor(term); cursor.Document != PostingsCursor.End; cursor.Next())
            {
                Assert.True(cursor.Frequency <= cursor.Block.MaxFrequency);
                Assert.True(sections.Norms[cursor.Document] >= cursor.Block.MinNorm);
                Assert.InRange(cursor.Document, cursor.Block.FirstDocument, cursor.Block.LastDocument);
                Assert.True(cursor.Block.MaxFrequency <= sections.Terms[term].MaxFrequency);
                Assert.True(cursor.Block.MinNorm >= sections.Terms[term].MinNorm);
            }
        }
    }, iter: 30);

    [Fact]
    public void Counts_of_the_same_pair_add_up_and_make_the_length()
    {
        var builder = new PostingsBuilder();
        builder.Add(0, 0, 2);
        builder.Add(0, 1, 1);
        builder.Add(0, 0, 3);
        builder.Add(2, 0, 250);
        builder.Add(2, 0, 250);
        var sections = builder.Build([1, 0]);
        Assert.Equal((3, 2, 506L), (builder.DocumentCount, builder.TermCount, builder.TotalLength()));
        var cursor = sections.Index.Cursor(1);
        Assert.Equal(5, cursor.Frequency);
        cursor.Next();
        Assert.Equal(255, cursor.Frequency);
        Assert.Equal(6, DocumentLength.FromNorm(sections.Norms[0]));
        Assert.Equal(0, sections.Norms[1]);
    }

    [Fact]
    public void A_term_without_documents_is_empty()
    {
        var builder = new PostingsBuilder();
        builder.Add(0, 1, 1);
        var sections = builder.Build([0, 1, 2]);
        Assert.Equal(PostingsCursor.End, sections.Index.Cursor(0).Document);
        Assert.Equal(PostingsCursor.End, sections.Index.Cursor(2).Advance(5));
    }

    [Fact]
    public void Misuse_is_refused()
    {
        var builder = new PostingsBuilder();
        builder.Add(5, 0, 1);
        Assert.Throws<ArgumentException>(() => builder.Add(4, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.Add(6, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.Add(6, -1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.Add(-1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.SetLength(PostingsBuilder.DocumentsMax, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.Build([]));
    }

    [Fact]
    public void An_intersection_has_the_documents_of_all_terms_page_by_page() =>
        Gen.Select(SyntheticPostings.Any, Gen.Int[1, 50]).Sample((postings, page) =>
        {
            var terms = Enumerable.Range(0, postings.Terms.Length).Take(3).ToArray();
            var expected = terms.Select(term => postings.Terms[term].Select(posting => posting.Document)).Aggregate((a, b) => a.Intersect(b));
            Assert.Equal(expected.Order(), Pages(postings.Build(), terms, page));
        }, iter: 60);

    [Fact]
    public void An_intersection_of_nothing_is_empty_and_of_too_much_refused()
    {
        var sections = new PostingsSections([], [], [], []);
        Assert.Equal(0, PostingsIntersection.Collect(sections.Index, [], 0, new int[1]));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => PostingsIntersection.Collect(sections.Index, new int[PostingsIntersection.TermsMax + 1], 0, new int[1]));
    }

    private static List<int> Pages(PostingsSections sections, int[] terms, int page)
    {
        var (all, documents) = (new List<int>(), new int[page]);
        for (var from = 0; PostingsIntersection.Collect(sections.Index, terms, from, documents) is var count and > 0; from = all[^1] + 1)
        {
            all.AddRange(documents.AsSpan(0, count));
        }
        return all;
    }
}
