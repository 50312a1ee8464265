namespace GraphMemory.Engine.Retrieval.Ranking;

/// <summary>Several terms, to be found in the sequences of one segment's documents: one pass over a sequence, however many terms there are.</summary>
internal sealed class TermPlaces
{
    private const int FilterBits = 1024;

    private readonly int[] _ordinals;
    private readonly int[] _firsts; // per term, the first with its ordinal: a continuation of a prefix may be asked for by itself too
    private readonly ulong[] _filter = new ulong[FilterBits / 64];

    public TermPlaces(List<SearchTerm> terms, int segment)
    {
        _ordinals = new int[terms.Count];
        _firsts = new int[terms.Count];
        for (var i = 0; i < terms.Count; i++)
        {
            var ordinal = terms[i].Ordinals[segment];
            _ordinals[i] = ordinal;
            _firsts[i] = _ordinals.IndexOf(ordinal);
            if (ordinal >= 0) { _filter[(ordinal & (FilterBits - 1)) >> 6] |= 1UL << ordinal; }
        }
    }

    public bool Holds(int ordinal) => Find(ordinal) >= 0;

    /// <summary>The first place of each term in a sequence; -1 where it does not stand.</summary>
    public void Places(ReadOnlySpan<int> sequence, Span<int> places)
    {
        places.Fill(-1);
        for (var at = 0; at < sequence.Length; at++)
        {
            if (Find(sequence[at]) is >= 0 and var term && places[term] < 0) { places[term] = at; }
        }

        for (var i = 0; i < places.Length; i++) { places[i] = _ordinals[i] < 0 ? -1 : places[_firsts[i]]; }
    }

    /// <summary>How often each term stands in a sequence; within its first terms, the name, twice as often.</summary>
    public void Frequencies(ReadOnlySpan<int> sequence, int nameTerms, Span<int> frequencies)
    {
        frequencies.Clear();
        for (var at = 0; at < sequence.Length; at++)
        {
            if (Find(sequence[at]) is >= 0 and var term) { frequencies[term] += at < nameTerms ? Index.DocumentTerms.NameWeight : 1; }
        }

        for (var i = 0; i < frequencies.Length; i++) { frequencies[i] = _ordinals[i] < 0 ? 0 : frequencies[_firsts[i]]; }
    }

    /// <summary>The first term of this number; -1 for nearly every number of a text.</summary>
    private int Find(int ordinal) => (_filter[(ordinal & (FilterBits - 1)) >> 6] >> ordinal & 1) == 0 ? -1 : _ordinals.AsSpan().IndexOf(ordinal);
}
