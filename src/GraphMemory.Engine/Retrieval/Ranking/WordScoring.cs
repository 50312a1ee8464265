using System.Runtime.InteropServices;
using GraphMemory.Engine.Retrieval.Index;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Engine.Retrieval.Ranking;

/// <summary>Looks at the words of the candidates themselves: where the query terms stand, and what the best hits have in common.</summary>
internal sealed class WordScoring(IndexSnapshot snapshot, Corpus corpus, List<SearchTerm> terms, Bm25 bm25, TermSequences sequences)
{
    private readonly TermPlaces?[] _places = new TermPlaces?[snapshot.Segments.Length];
    private readonly Dictionary<int, int> _frequencies = [];
    private int[] _counts = new int[64];

    public List<SearchTerm> Terms => terms;

    /// <summary>Adds to each candidate the sum of weight · e^(−place / scale) over the query terms it holds.</summary>
    public void AddProximity(List<Candidate> candidates)
    {
        var places = Counts(terms.Count);
        foreach (var candidate in candidates)
        {
            PlacesIn(candidate.Segment).Places(sequences.Of(snapshot, candidate), places);
            for (var i = 0; i < places.Length; i++)
            {
                if (places[i] >= 0) { candidate.Proximity += RankingParameters.PositionWeight * terms[i].Weight * Falloff.At(places[i]); }
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
    public double Text(Candidate candidate) => Score(candidate, terms, PlacesIn(candidate.Segment));

    /// <summary>Adds each candidate's score for a second query.</summary>
    public void AddFeedback(List<Candidate> candidates, IEnumerable<FeedbackTerm> feedback)
    {
        List<SearchTerm> own = [.. feedback.Select(Own).OfType<SearchTerm>()];
        var places = new TermPlaces?[snapshot.Segments.Length];
        foreach (var candidate in candidates)
        {
            var here = places[candidate.Segment] ??= new TermPlaces(own, candidate.Segment);
            candidate.Feedback = RankingParameters.FeedbackWeight * Score(candidate, own, here);
        }
    }

    /// <summary>Query terms that a document holds.</summary>
    public IEnumerable<string> Held(Candidate candidate)
    {
        var places = Counts(terms.Count);
        PlacesIn(candidate.Segment).Places(sequences.Of(snapshot, candidate), places);
        var held = new List<string>(places.Length);
        for (var i = 0; i < places.Length; i++)
        {
            if (places[i] >= 0) { held.Add(terms[i].Text); }
        }

        return held;
    }

    /// <summary>Adds the terms of a candidate, other than those of the query, to what the best hits have in common.</summary>
    public void Collect(Candidate candidate, double share, FoundTerms found)
    {
        var segment = snapshot.Segments[candidate.Segment];
        var sequence = sequences.Of(snapshot, candidate);
        sequence = sequence[..Math.Min(sequence.Length, RankingParameters.FeedbackSequenceMax)];
        var (nameTerms, norm, places) = (segment.DocNameTerms[candidate.Doc], segment.Postings.Norms[candidate.Doc], PlacesIn(candidate.Segment));
        foreach (var (ordinal, frequency) in Frequencies(sequence, nameTerms))
        {
            if (places.Holds(ordinal)) { continue; }
            var bytes = segment.Terms.Term(ordinal);
            var weight = share * bm25.Score(1, frequency, norm) * (TextAnalyzer.IsCharacter(bytes) ? RankingParameters.CharacterWeight : 1);
            found.Add(this, candidate.Segment, ordinal, bytes, weight);
        }
    }

    /// <summary>A term of a segment of this layer as a term of a query, of weight 1.</summary>
    public SearchTerm Term(int segment, int ordinal) =>
        SearchTerm.Of(snapshot.Segments[segment].Terms.Term(ordinal), 1, snapshot, corpus, segment, ordinal)
        ?? throw new InvalidDataException("A document holds a term that its dictionary does not find.");

    /// <summary>Idf of a term that stands in one segment only.</summary>
    public double Idf(int segment, int ordinal) => SearchTerm.Idf(snapshot.Segments[segment].Postings.Terms[ordinal].DocumentFrequency, corpus);

    /// <summary>The term as it stands in this layer; null when it does not occur here.</summary>
    private SearchTerm? Own(FeedbackTerm term) => ReferenceEquals(term.FoundBy, this)
        ? term.Term with { Weight = term.Weight }
        : SearchTerm.Of(term.Term.Bytes, 1, snapshot, corpus) is { } known ? known with { Weight = term.Weight } : null;

    private double Score(Candidate candidate, List<SearchTerm> query, TermPlaces places)
    {
        var segment = snapshot.Segments[candidate.Segment];
        var frequencies = Counts(query.Count);
        places.Frequencies(sequences.Of(snapshot, candidate), segment.DocNameTerms[candidate.Doc], frequencies);
        var (score, norm) = (0.0, segment.Postings.Norms[candidate.Doc]);
        for (var i = 0; i < frequencies.Length; i++)
        {
            if (frequencies[i] > 0) { score += bm25.Score(query[i].Weight, Math.Min(frequencies[i], PostingsBuilder.FrequencyMax), norm); }
        }

        return score;
    }

    private Dictionary<int, int> Frequencies(ReadOnlySpan<int> sequence, int nameTerms)
    {
        _frequencies.Clear();
        for (var at = 0; at < sequence.Length; at++)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_frequencies, sequence[at], out _) += at < nameTerms ? DocumentTerms.NameWeight : 1;
        }

        return _frequencies;
    }

    private TermPlaces PlacesIn(int segment) => _places[segment] ??= new TermPlaces(terms, segment);

    private Span<int> Counts(int count)
    {
        if (_counts.Length < count) { _counts = new int[count]; }
        return _counts.AsSpan(0, count);
    }
}
