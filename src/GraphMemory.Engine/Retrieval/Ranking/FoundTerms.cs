using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace GraphMemory.Engine.Retrieval.Ranking;

/// <summary>Terms that good hits hold, with the sum of their weights. A term of several segments or layers is one, told by its bytes.</summary>
internal sealed class FoundTerms(bool isOneSegment)
{
    private const int Usual = 160;

    private readonly Dictionary<ulong, int> _places = new(Usual);
    private readonly List<FoundTerm> _terms = new(Usual);

    public void Add(WordScoring foundBy, int segment, int ordinal, ReadOnlySpan<byte> bytes, double weight)
    {
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, isOneSegment ? (ulong)ordinal : XxHash3.HashToUInt64(bytes), out var isKnown);
        if (isKnown)
        {
            CollectionsMarshal.AsSpan(_terms)[place].Weight += weight;
            return;
        }

        place = _terms.Count;
        _terms.Add(new FoundTerm { FoundBy = foundBy, Segment = segment, Ordinal = ordinal, Weight = weight });
    }

    /// <summary>Those of the largest product of weight and idf, best first.</summary>
    public List<FeedbackTerm> Best(int count)
    {
        var found = CollectionsMarshal.AsSpan(_terms);
        var worth = new double[found.Length];
        for (var i = 0; i < worth.Length; i++) { worth[i] = found[i].Weight * Idf(ref found[i]); }
        // Of one segment only the best, and those equal to the last of them, are looked up: their bytes lie far apart.
        double[] sorted = [.. worth];
        Array.Sort(sorted);
        var least = sorted.Length > count ? sorted[^count] : double.NegativeInfinity;
        var best = new List<(double Worth, FeedbackTerm Term)>(count);
        for (var i = 0; i < worth.Length; i++)
        {
            if (worth[i] >= least) { best.Add((worth[i], new FeedbackTerm(found[i].FoundBy, found[i].Term ?? Find(found[i]), found[i].Weight))); }
        }

        best.Sort((a, b) => a.Worth != b.Worth ? b.Worth.CompareTo(a.Worth) : string.CompareOrdinal(a.Term.Term.Text, b.Term.Term.Text));
        return [.. best.Take(count).Select(item => item.Term)];
    }

    private double Idf(ref FoundTerm found) => isOneSegment
        ? found.FoundBy.Idf(found.Segment, found.Ordinal)
        : (found.Term = Find(found)).Weight;

    private static SearchTerm Find(in FoundTerm found) => found.FoundBy.Term(found.Segment, found.Ordinal);

    private struct FoundTerm
    {
        public required WordScoring FoundBy { get; init; }
        public required int Segment { get; init; }
        public required int Ordinal { get; init; }
        public required double Weight { get; set; }
        public SearchTerm? Term { get; set; }
    }
}
