using System.Text;
using CsCheck;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Tests.Kernels.Text;

public sealed class TermDictionaryTests
{
    // Few letters, so that prefixes and the first eight bytes are often shared.
    private static readonly Gen<string[]> Terms = Gen.String[Gen.OneOf('a', 'b', 'é', '\0'), 0, 12].Array[0, 300];

    [Fact]
    public void Terms_are_found_at_their_place_in_byte_order() => Terms.Sample(terms =>
    {
        var sections = Build(terms);
        var expected = Sorted(terms);
        Assert.Equal(expected.Length, sections.Dictionary.Count);
        for (var ordinal = 0; ordinal < expected.Length; ordinal++)
        {
            Assert.Equal(expected[ordinal], sections.Dictionary.Term(ordinal).ToArray());
            Assert.Equal(ordinal, sections.Dictionary.Find(expected[ordinal]));
        }
        Assert.Equal(-1, sections.Dictionary.Find("zz"u8));
    });

    [Fact]
    public void A_prefix_covers_exactly_the_terms_that_start_with_it() =>
        Gen.Select(Terms, Gen.String[Gen.OneOf('a', 'b', 'é', '\0'), 0, 3]).Sample((terms, text) =>
        {
            var prefix = Encoding.UTF8.GetBytes(text);
            var (from, to) = Build(terms).Dictionary.PrefixRange(prefix);
            var expected = Sorted(terms);
            Assert.Equal(expected.Count(term => term.AsSpan().StartsWith(prefix)), to - from);
            Assert.All(expected[from..to], term => Assert.True(term.AsSpan().StartsWith(prefix)));
        });

    [Fact]
    public void The_order_leads_from_ordinals_back_to_provisional_ids() => Terms.Sample(terms =>
    {
        var builder = new TermDictionaryBuilder();
        foreach (var term in terms) { builder.Add(Encoding.UTF8.GetBytes(term)); }
        var sections = builder.Build();
        for (var ordinal = 0; ordinal < sections.Order.Length; ordinal++)
        {
            Assert.True(builder.Term(sections.Order[ordinal]).SequenceEqual(sections.Dictionary.Term(ordinal)));
        }
    });

    [Fact]
    public void A_term_keeps_its_id_through_growth()
    {
        var builder = new TermDictionaryBuilder();
        for (var i = 0; i < 20_000; i++) { Assert.Equal(i, builder.Add(Encoding.UTF8.GetBytes("term" + i))); }
        for (var i = 0; i < 20_000; i++) { Assert.Equal(i, builder.Find(Encoding.UTF8.GetBytes("term" + i))); }
        Assert.Equal(-1, builder.Find("absent"u8));
        Assert.Equal(20_000, builder.Count);
    }

    [Fact]
    public void An_empty_dictionary_finds_nothing()
    {
        Assert.Equal(0, new TermDictionary([], []).Count);
        Assert.Equal(-1, new TermDictionary([], []).Find("a"u8));
        Assert.Equal((0, 0), new TermDictionary([], []).PrefixRange("a"u8));
    }

    private static TermDictionarySections Build(string[] terms)
    {
        var builder = new TermDictionaryBuilder();
        foreach (var term in terms) { builder.Add(Encoding.UTF8.GetBytes(term)); }
        return builder.Build();
    }

    private static byte[][] Sorted(string[] terms) =>
        [.. terms.Distinct().Select(Encoding.UTF8.GetBytes).Order(Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)))];
}
