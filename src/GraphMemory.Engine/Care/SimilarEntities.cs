using GraphMemory.Engine.Graph;
using GraphMemory.Kernels.Ranking;

namespace GraphMemory.Engine.Care;

/// <summary>
/// Finds entities of which nearly the same is said: MinHash over the words of name and observations, blocks of similar signatures, exact Jaccard
/// similarity of the candidates. Signatures are built for a part of the entities at a time, which bounds the memory.
/// </summary>
internal sealed class SimilarEntities(IWorkspaceRead read, NamedEntities entities, double threshold)
{
    /// <summary>Entities signed in one pass over the facts: 64 MB of signatures.</summary>
    private const int EntitiesPerPass = 262_144;
    private const int CandidatesMax = 500_000;

    /// <summary>Fewer words say too little to tell that two texts mean one thing.</summary>
    private const int TermsMin = 6;

    private readonly ContentTerms _terms = new();
    private readonly List<int> _places = [];

    public void Run(Action<int, int, DuplicateKind, double, string> found)
    {
        var blocks = new SimilarityBlocks();
        for (var from = 0; from < entities.Count; from += EntitiesPerPass) { Sign(from, Math.Min(entities.Count, from + EntitiesPerPass), blocks); }
        var (last, lastTerms) = (-1, new HashSet<ulong>());
        foreach (var (first, second) in blocks.Pairs(CandidatesMax))
        {
            var (a, b) = (_places[first], _places[second]);
            if (!CanBeOne(entities[a], entities[b])) { continue; }
            if (last != a) { (last, lastTerms) = (a, TermsOf(entities[a])); }
            if (Jaccard(lastTerms, TermsOf(entities[b])) is var similarity && similarity >= threshold)
            {
                found(a, b, DuplicateKind.Similar, similarity, "nearly the same is said of both");
            }
        }
    }

    private void Sign(int from, int to, SimilarityBlocks blocks)
    {
        var (signatures, counts) = (new uint[(to - from) * MinHash.Size], new int[to - from]);
        signatures.AsSpan().Fill(uint.MaxValue);
        read.VisitFacts(0, read.Workspace.HeadSeq, (in FactRow row) =>
        {
            if (row.Kind != FactKind.Observation || row.SupersededSeq != 0) { return; }
            var place = entities.PlaceOf(row.SubjectId);
            if (place < from || place >= to) { return; }
            Add(_terms.Of(row.TextUtf8), place - from, signatures, counts);
        });
        for (var at = 0; at < counts.Length; at++)
        {
            if (counts[at] == 0) { continue; }
            Add(_terms.Of(entities[from + at].Name), at, signatures, counts);
            if (counts[at] < TermsMin) { continue; }
            _places.Add(from + at);
            blocks.Add(signatures.AsSpan(at * MinHash.Size, MinHash.Size));
        }
    }

    private static void Add(ReadOnlySpan<ulong> terms, int at, uint[] signatures, int[] counts)
    {
        MinHash.Add(terms, signatures.AsSpan(at * MinHash.Size, MinHash.Size));
        counts[at] += terms.Length;
    }

    /// <summary>Things of another type are other things, and so are those that a number in their names tells apart.</summary>
    private static bool CanBeOne(Entity a, Entity b) =>
        (a.Type.Length == 0 || b.Type.Length == 0 || string.Equals(a.Type, b.Type, StringComparison.OrdinalIgnoreCase))
        && ContentTerms.Numbers(a.Name) == ContentTerms.Numbers(b.Name);

    private HashSet<ulong> TermsOf(Entity entity)
    {
        var terms = new HashSet<ulong>();
        foreach (var term in _terms.Of(entity.Name)) { terms.Add(term); }
        foreach (var fact in read.FactsOf(entity.Id, FactDraft.ObservationPredicate))
        {
            if (!fact.IsLive || fact.Statement.Text is null) { continue; }
            foreach (var term in _terms.Of(fact.Statement.Text)) { terms.Add(term); }
        }

        return terms;
    }

    internal static double Jaccard(HashSet<ulong> a, HashSet<ulong> b)
    {
        var common = a.Count < b.Count ? a.Count(b.Contains) : b.Count(a.Contains);
        var all = a.Count + b.Count - common;
        return all == 0 ? 0 : (double)common / all;
    }
}
