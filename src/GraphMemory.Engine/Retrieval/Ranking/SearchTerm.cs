using System.Text;
using GraphMemory.Engine.Retrieval.Index;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Engine.Retrieval.Ranking;

/// <summary>A term with its place in every segment of a snapshot, and its weight in the whole corpus.</summary>
/// <param name="Bytes">The term, UTF-8.</param>
/// <param name="QueryWeight">Its weight in the query.</param>
/// <param name="Weight">Idf over all layers times its weight in the query.</param>
/// <param name="Ordinals">Its number per segment; negative where it does not occur.</param>
internal sealed record SearchTerm(byte[] Bytes, double QueryWeight, double Weight, int[] Ordinals)
{
    /// <summary>Continuations of a prefix that are searched, the most frequent ones.</summary>
    private const int ContinuationsMax = 24;

    public string Text => Encoding.UTF8.GetString(Bytes);

    public static List<SearchTerm> Of(QueryAnalysis query, IndexSnapshot snapshot, Corpus corpus)
    {
        var terms = new List<SearchTerm>();
        foreach (var word in query.Words)
        {
            if (word.IsPrefix) { terms.AddRange(Continuations(word.Bytes, corpus).Select(bytes => Of(bytes, word.Weight, snapshot, corpus)).OfType<SearchTerm>()); }
            else if (Of(word.Bytes, word.Weight, snapshot, corpus) is { } term) { terms.Add(term); }
        }

        return terms;
    }

    /// <summary>The term; null when no segment of any layer has it.</summary>
    /// <param name="foundIn">Segment in which its number is known already; -1 for none.</param>
    public static SearchTerm? Of(ReadOnlySpan<byte> bytes, double weight, IndexSnapshot snapshot, Corpus corpus, int foundIn = -1, int ordinal = -1)
    {
        var ordinals = new int[snapshot.Segments.Length];
        var frequency = corpus.FrequencyBeside(snapshot, bytes);
        for (var i = 0; i < ordinals.Length; i++)
        {
            ordinals[i] = i == foundIn ? ordinal : snapshot.Segments[i].Terms.Find(bytes);
            if (ordinals[i] >= 0) { frequency += snapshot.Segments[i].Postings.Terms[ordinals[i]].DocumentFrequency; }
        }

        return frequency == 0 ? null : new SearchTerm(bytes.ToArray(), weight, weight * Idf(frequency, corpus), ordinals);
    }

    public static double Idf(long frequency, Corpus corpus) => frequency >= 0 && frequency <= corpus.DocCount
        ? Bm25.Idf(frequency, corpus.DocCount)
        : throw new InvalidDataException("A term stands in more documents than there are.");

    private static IEnumerable<byte[]> Continuations(byte[] prefix, Corpus corpus)
    {
        var found = new Dictionary<string, int>();
        foreach (var segment in corpus.Segments)
        {
            var (from, to) = segment.Terms.PrefixRange(prefix);
            for (var term = from; term < to; term++)
            {
                var text = Encoding.UTF8.GetString(segment.Terms.Term(term));
                found[text] = found.GetValueOrDefault(text) + segment.Postings.Terms[term].DocumentFrequency;
            }
        }

        return found.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Take(ContinuationsMax).Select(pair => Encoding.UTF8.GetBytes(pair.Key));
    }
}
