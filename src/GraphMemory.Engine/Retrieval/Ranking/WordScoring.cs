using System.IO.Hashing;
using GraphMemory.Engine.Retrieval.Index;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Engine.Retrieval.Ranking;

/// <summary>Looks at the words of the candidates themselves: where the query terms stand, and what the best hits have in common.</summary>
internal sealed class WordScoring(IndexSnapshot snapshot, Corpus corpus, List<SearchTerm> terms, Bm25 bm25)
{
    /// <summary>Adds to each candidate the sum of weight · e^(−place / scale) over the query terms it holds.</summary>
    public void AddProximity(List<Candidate> candidates)
    {
        foreach (var candidate in candidates)
        {
            var sequence = candidate.Sequence(snapshot);
            foreach (var term in terms)
            {
                var place = term.Ordinals[candidate.Segment] < 0 ? -1 : sequence.IndexOf(term.Ordinals[candidate.Segment]);
                if (place >= 0) { candidate.Proximity += RankingParameters.PositionWeight * term.Weight * Math.Exp(-place / RankingParameters.PositionScale); }
            }
        }
    }

    /// <summary>Adds to each candidate the weight of the quoted phrases that it holds.</summary>
    public void AddPhrases(List<Candidate> candidates, QueryAnalysis query)
    {
        foreach (var phrase in query.Phrases)
        {
            var weight = RankingParameters.PhraseWeight
                * terms.Where(term => phrase.Any(bytes => bytes.AsSpan().SequenceEqual(term.Bytes))).Sum(term => term.Weight);
            foreach (var candidate in candidates.Where(candidate => snapshot.Segments[candidate.Segment].HoldsPhrase(candidate.Doc, phrase)))
            {
                candidate.Proximity += weight;
            }
        }
    }

    /// <summary>BM25 of a document that the text search did not return.</summary>
    public double Text(Candidate candidate) => Score(candidate, terms);

    public List<SearchTerm> Terms => terms;

    /// <summary>Adds each candidate's score for a second query.</summary>
    public void AddFeedback(List<Candidate> candidates, IEnumerable<FeedbackTerm> feedback)
    {
        List<SearchTerm> own = [.. feedback.Select(Own).OfType<SearchTerm>()];
        foreach (var candidate in candidates) { candidate.Feedback = RankingParameters.FeedbackWeight * Score(candidate, own); }
    }

    /// <summary>Adds the terms of a candidate, other than those of the query, to what the best hits have in common.</summary>
    public void Collect(Candidate candidate, double share, Dictionary<ulong, FeedbackTerm> found)
    {
        var segment = snapshot.Segments[candidate.Segment];
        var sequence = candidate.Sequence(snapshot);
        sequence = sequence[..Math.Min(sequence.Length, RankingParameters.FeedbackSequenceMax)];
        var norm = segment.Postings.Norms[candidate.Doc];
        foreach (var (ordinal, frequency) in Frequencies(sequence, segment.DocNameTerms[candidate.Doc]))
        {
            if (terms.Exists(term => term.Ordinals[candidate.Segment] == ordinal)) { continue; }
            var bytes = segment.Terms.Term(ordinal);
            var key = XxHash3.HashToUInt64(bytes);
            var weight = share * bm25.Score(1, frequency, norm) * (TextAnalyzer.IsCharacter(bytes) ? RankingParameters.CharacterWeight : 1);
            if (found.TryGetValue(key, out var known)) { found[key] = known with { Weight = known.Weight + weight }; }
            else if (SearchTerm.Of(bytes, 1, snapshot, corpus, candidate.Segment, ordinal) is { } term) { found[key] = new(this, term, weight); }
            else { throw new InvalidDataException("A document holds a term that its dictionary does not find."); }
        }
    }

    /// <summary>The term as it stands in this layer; null when it does not occur here.</summary>
    private SearchTerm? Own(FeedbackTerm term) => ReferenceEquals(term.FoundBy, this)
        ? term.Term with { Weight = term.Weight }
        : SearchTerm.Of(term.Term.Bytes, 1, snapshot, corpus) is { } known ? known with { Weight = term.Weight } : null;

    private double Score(Candidate candidate, List<SearchTerm> query)
    {
        var segment = snapshot.Segments[candidate.Segment];
        var sequence = candidate.Sequence(snapshot);
        var (names, norm) = (segment.DocNameTerms[candidate.Doc], segment.Postings.Norms[candidate.Doc]);
        var score = 0.0;
        foreach (var term in query)
        {
            var ordinal = term.Ordinals[candidate.Segment];
            if (ordinal < 0) { continue; }
            var frequency = sequence.Count(ordinal) + sequence[..Math.Min(names, sequence.Length)].Count(ordinal);
            if (frequency > 0) { score += bm25.Score(term.Weight, Math.Min(frequency, PostingsBuilder.FrequencyMax), norm); }
        }

        return score;
    }

    private static Dictionary<int, int> Frequencies(ReadOnlySpan<int> sequence, int nameTerms)
    {
        var frequencies = new Dictionary<int, int>();
        for (var i = 0; i < sequence.Length; i++)
        {
            frequencies[sequence[i]] = frequencies.GetValueOrDefault(sequence[i]) + (i < nameTerms ? DocumentTerms.NameWeight : 1);
        }

        return frequencies;
    }
}
