using GraphMemory.Engine.Retrieval.Index;
using GraphMemory.Kernels.Ranking;

namespace GraphMemory.Engine.Retrieval.Ranking;

/// <summary>
/// The facts of the entities that the walk reached, best first. Each fact gets its part of its entity's score, and none gets more than that,
/// so the facts of an entity are looked at when its score is reached and not before: an answer is full long before the last of them.
/// </summary>
internal sealed class RankedFacts
{
    /// <summary>What the walk ranked too low to look at still follows behind, by its words.</summary>
    private const double LeftWeight = 1e-9;

    private readonly IndexSnapshot _snapshot;
    private readonly WordScoring _words;
    private readonly ulong[]?[] _outs;
    private readonly FactPriors? _priors;
    private readonly double _best;
    private readonly Dictionary<int, Candidate> _ofEntity;
    private readonly CandidateHeap _heap = new();
    private readonly Hit[] _entities; // by falling rank
    private readonly List<Candidate> _left;
    private readonly double _leftBound;
    private readonly bool _hasRequiredTerms;
    private int _next;
    private bool _isLeftDone;

    /// <param name="ranks">Rank of every entity reached.</param>
    /// <param name="best">The highest rank in any layer.</param>
    /// <param name="candidates">The text hits.</param>
    /// <param name="outs">Per segment, documents that a filter excludes; null where it excludes none.</param>
    /// <param name="hasRequiredTerms">A tag or phrase counts, which the text search saw to: only its hits may be in the answer.</param>
    /// <param name="priors">Null: none takes part.</param>
    public RankedFacts(
        IndexSnapshot snapshot, Dictionary<int, double> ranks, double best, List<Candidate> candidates, int limit, ulong[]?[] outs,
        bool hasRequiredTerms, WordScoring words, FactPriors? priors)
    {
        (_snapshot, _words, _outs, _priors, _best, _hasRequiredTerms) = (snapshot, words, outs, priors, best, hasRequiredTerms);
        _ofEntity = ByEntity(candidates);
        _entities = Best(ranks, RankingParameters.EntitiesPerItem * limit);
        var reached = new HashSet<int>(_entities.Length);
        foreach (var entity in _entities) { reached.Add(entity.Document); }
        _left = candidates.FindAll(candidate => !reached.Contains(candidate.EntityId));
        _leftBound = _left.Count == 0 ? 0 : Bound(LeftWeight * _left.Max(candidate => candidate.Words));
        _isLeftDone = _left.Count == 0;
    }

    /// <summary>The next best fact; null when there is none any more.</summary>
    public Candidate? Next()
    {
        while (true)
        {
            var reached = _heap.BestScore;
            if (_next < _entities.Length && Bound(_entities[_next].Score / _best) >= reached) { Reach(_entities[_next++]); }
            else if (!_isLeftDone && _leftBound >= reached) { TakeLeft(); }
            else { return _heap.TryPop(out var candidate) ? candidate : null; }
        }
    }

    /// <summary>No fact that gets this part of the best score is worth more.</summary>
    private double Bound(double score) => score * (_priors?.Most ?? 1);

    /// <summary>
    /// The fact that answers best gets the whole score, the others a part by their words: as much as if each were an entity of its own, so that
    /// a long conversation is no better than the turns in it.
    /// </summary>
    private void Reach(Hit entity)
    {
        var graph = entity.Score / _best;
        if (!_ofEntity.TryGetValue(entity.Document, out var first))
        {
            if (_hasRequiredTerms) { return; }
            first = Newest(entity.Document);
        }

        var best = 0.0;
        for (var fact = first; fact is not null; fact = fact.Next) { best = Math.Max(best, fact.Words); }
        for (var fact = first; fact is not null; fact = fact.Next)
        {
            var share = best > 0 ? fact.Words / best : 1;
            fact.Graph = graph;
            fact.Score = graph * Math.Max(RankingParameters.EntityShare, Math.Pow(share, RankingParameters.SeedPower));
            Push(fact);
        }
    }

    private void TakeLeft()
    {
        foreach (var candidate in _left) { Push(candidate); }
        _isLeftDone = true;
    }

    private void Push(Candidate candidate)
    {
        if (candidate.Score == 0) { candidate.Score = LeftWeight * candidate.Words; }
        _priors?.Apply(candidate);
        _heap.Push(candidate);
    }

    /// <summary>The entities of highest rank, best first.</summary>
    private static Hit[] Best(Dictionary<int, double> ranks, int count)
    {
        var top = new TopK(count);
        foreach (var (entity, rank) in ranks) { top.Offer(new Hit(0, entity, rank)); }
        return top.Ranked().ToArray();
    }

    /// <summary>Per entity the first of a chain of its candidates.</summary>
    private static Dictionary<int, Candidate> ByEntity(List<Candidate> candidates)
    {
        var first = new Dictionary<int, Candidate>(candidates.Count);
        foreach (var candidate in candidates)
        {
            candidate.Next = first.GetValueOrDefault(candidate.EntityId);
            first[candidate.EntityId] = candidate;
        }

        return first;
    }

    /// <summary>A chain of the newest facts of an entity that the text search did not find.</summary>
    private Candidate? Newest(int entity)
    {
        var (first, count) = ((Candidate?)null, 0);
        for (var at = _snapshot.Segments.Length - 1; at >= 0 && count < RankingParameters.FactsPerEntityMax; at--)
        {
            var segment = _snapshot.Segments[at];
            var docs = segment.DocsOf(entity);
            var dead = _outs[at] is { } bitmap ? bitmap : _snapshot.DeadDocs(at);
            for (var i = docs.Length - 1; i >= 0 && count < RankingParameters.FactsPerEntityMax; i--)
            {
                if ((dead[docs[i] >> 6] >> docs[i] & 1) != 0) { continue; }
                first = new Candidate(at, docs[i], segment.DocId[docs[i]], entity) { Next = first };
                first.Text = _words.Text(first);
                count++;
            }
        }

        return first;
    }
}
