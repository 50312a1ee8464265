using GraphMemory.Kernels.Text;

namespace GraphMemory.Benchmarks.Text;

/// <summary>Documents of 15 terms drawn from a Zipf distribution over 200 000 terms; term 0 is the most frequent.</summary>
internal static class ZipfCorpus
{
    public const int TermCount = 200_000, TermsPerDocument = 15;

    public static PostingsSections Build(int documents, int randomSeed)
    {
        var builder = new PostingsBuilder();
        Fill(builder, documents, randomSeed);
        return builder.Build([.. Enumerable.Range(0, builder.TermCount)]);
    }

    public static void Fill(PostingsBuilder builder, int documents, int randomSeed)
    {
        var random = new Random(randomSeed);
        for (var document = 0; document < documents; document++)
        {
            // Lengths from 8 to 22, so that norms differ.
            var terms = TermsPerDocument - 7 + random.Next(15);
            for (var i = 0; i < terms; i++) { builder.Add(document, Draw(random), 1); }
        }
    }

    // Inverse of the continuous 1/x law: rank = n^u, less one.
    private static int Draw(Random random) => (int)Math.Pow(TermCount, random.NextDouble()) - 1;
}
