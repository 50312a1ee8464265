using System.IO.Hashing;
using GraphMemory.Engine.Retrieval.Index;

namespace GraphMemory.Engine.Retrieval.Ranking;

/// <summary>Drops facts that say nearly the same as a better one: Jaccard similarity of their terms.</summary>
/// <param name="kept">The terms of what is in the answer; layers share it.</param>
internal sealed class Repetitions(IndexSnapshot snapshot, TermSequences sequences, List<TermSet> kept)
{
    /// <summary>True, and remembered, when nothing kept so far is nearly the same.</summary>
    public bool IsNew(Candidate candidate)
    {
        var terms = new TermSet(snapshot.Segments[candidate.Segment], sequences.Of(snapshot, candidate));
        foreach (var other in kept)
        {
            if (terms.Similarity(other) >= RankingParameters.RepetitionSimilarity) { return false; }
        }

        kept.Add(terms);
        return true;
    }
}

/// <summary>The distinct terms of a document.</summary>
internal sealed class TermSet
{
    private readonly Segment _segment;
    private readonly int[] _ordinals;
    private HashSet<ulong>? _hashes;

    public TermSet(Segment segment, ReadOnlySpan<int> sequence)
    {
        _segment = segment;
        var sorted = sequence.ToArray();
        Array.Sort(sorted);
        var count = 0;
        for (var at = 0; at < sorted.Length; at++)
        {
            if (count == 0 || sorted[at] != sorted[count - 1]) { sorted[count++] = sorted[at]; }
        }

        Array.Resize(ref sorted, count);
        _ordinals = sorted;
    }

    /// <summary>Jaccard similarity; 0 when one is so much larger that they cannot be near.</summary>
    public double Similarity(TermSet other)
    {
        var (small, large) = (Math.Min(_ordinals.Length, other._ordinals.Length), Math.Max(_ordinals.Length, other._ordinals.Length));
        if (small == 0 || small < RankingParameters.RepetitionSimilarity * large) { return 0; }
        return ReferenceEquals(_segment, other._segment)
            ? Kernels.Ranking.NearDuplicates.Jaccard(_ordinals, other._ordinals)
            : Hashed(other);
    }

    /// <summary>Terms of different segments are the same when their bytes are.</summary>
    private double Hashed(TermSet other)
    {
        var common = Hashes().Count(other.Hashes().Contains);
        return common / (double)(_ordinals.Length + other._ordinals.Length - common);
    }

    private HashSet<ulong> Hashes()
    {
        if (_hashes is { } known) { return known; }
        var hashes = new HashSet<ulong>(_ordinals.Length);
        foreach (var ordinal in _ordinals) { hashes.Add(XxHash3.HashToUInt64(_segment.Terms.Term(ordinal))); }
        return _hashes = hashes;
    }
}
