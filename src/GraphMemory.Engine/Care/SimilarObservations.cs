using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Queries;
using GraphMemory.Kernels.Ranking;

namespace GraphMemory.Engine.Care;

/// <summary>Finds observations about one entity, and notes, that say the same in other words; numbers and negations tell apart.</summary>
internal sealed class SimilarObservations(IWorkspaceRead read, double threshold)
{
    private const int CandidatesMax = 500_000;
    private const int TermsMin = 3;

    /// <summary>All notes are looked at together; no entity has this id.</summary>
    private const ulong Notes = 0;

    private readonly ContentTerms _terms = new();
    private readonly List<long> _ids = [];
    private readonly Dictionary<long, bool> _notes = [];

    public List<DuplicateObservations> Run()
    {
        var (blocks, signature) = (new SimilarityBlocks(), new uint[MinHash.Size]);
        read.VisitFacts(0, read.Workspace.HeadSeq, (in FactRow row) =>
        {
            if (row.Kind != FactKind.Observation || row.SupersededSeq != 0 || row.Polarity == Polarity.Retracted) { return; }
            var terms = _terms.Of(row.TextUtf8);
            if (terms.Length < TermsMin) { return; }
            MinHash.Sign(terms, signature);
            blocks.Add(signature, IsNote(row.SubjectId) ? Notes : (ulong)row.SubjectId);
            _ids.Add(row.Id);
        });
        var names = new FactNames(read);
        return [.. blocks.Pairs(CandidatesMax).Select(pair => Compare(names, _ids[pair.First], _ids[pair.Second])).OfType<DuplicateObservations>()];
    }

    private DuplicateObservations? Compare(FactNames names, long earlierId, long laterId)
    {
        if (read.Fact(earlierId) is not { } earlier || read.Fact(laterId) is not { } later) { return null; }
        var (a, b) = (earlier.Statement, later.Statement);
        if (a.Polarity != b.Polarity || !a.Valid.Overlaps(b.Valid) || (a.SubjectId != b.SubjectId && !(IsNote(a.SubjectId) && IsNote(b.SubjectId)))) { return null; }
        if (ContentTerms.Numbers(a.Text) != ContentTerms.Numbers(b.Text)) { return null; }
        var similarity = SimilarEntities.Jaccard(TermsOf(a.Text!), TermsOf(b.Text!));
        if (similarity < threshold) { return null; }
        var (keep, forget) = a.Confidence > b.Confidence ? (earlier, later) : (later, earlier);
        return new DuplicateObservations(names.Named(keep), names.Named(forget), similarity);
    }

    private HashSet<ulong> TermsOf(string text)
    {
        var terms = new HashSet<ulong>();
        foreach (var term in _terms.Of(text)) { terms.Add(term); }
        return terms;
    }

    private bool IsNote(long entityId)
    {
        if (!_notes.TryGetValue(entityId, out var known)) { _notes[entityId] = known = read.Entity(entityId) is { HasGeneratedName: true }; }
        return known;
    }
}
