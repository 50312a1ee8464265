using CsCheck;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Tests.Kernels.Text;

/// <summary>Postings by definition: a list of (document, frequency) per term, and the document lengths.</summary>
internal sealed record SyntheticPostings(List<(int Document, int Frequency)>[] Terms, int[] Lengths)
{
    /// <summary>Terms of very different frequency; some documents far apart, so that wide blocks occur.</summary>
    public static readonly Gen<SyntheticPostings> Any =
        Gen.Select(Gen.Int[1, 6000], Gen.OneOf(1, 1, 1, 40), Gen.Int[1, 8], Gen.Int[0, 1_000_000]).Select(Create);

    public PostingsSections Build()
    {
        var builder = new PostingsBuilder();
        for (var term = 0; term < Terms.Length; term++)
        {
            foreach (var (document, frequency) in Terms[term]) { builder.Add(document, term, frequency); }
        }
        for (var document = 0; document < Lengths.Length; document++) { builder.SetLength(document, Lengths[document]); }
        return builder.Build([.. Enumerable.Range(0, Terms.Length)]);
    }

    private static SyntheticPostings Create(int documents, int stride, int terms, int randomSeed)
    {
        var random = new Random(randomSeed);
        var lists = Enumerable.Range(0, terms).Select(_ => Postings(random, documents, stride)).ToArray();
        var lengths = Enumerable.Range(0, documents * stride).Select(_ => random.Next(1, 200)).ToArray();
        return new SyntheticPostings(lists, lengths);
    }

    private static List<(int, int)> Postings(Random random, int documents, int stride)
    {
        var share = Math.Pow(random.NextDouble(), 3);
        return [.. Enumerable.Range(0, documents)
            .Where(_ => random.NextDouble() < share)
            .Select(document => (document * stride, random.Next(10) == 0 ? random.Next(1, 400) : random.Next(1, 4)))];
    }
}
