using System.Collections.Immutable;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Queries;
using GraphMemory.Engine.Retrieval.Index;
using GraphMemory.Engine.Vectors;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Engine.Retrieval.Ranking;

/// <summary>
/// One question to one workspace, from words to ranked facts: text search, a closer look at the hits, a walk over the graph, selection. In steps,
/// since several layers take each of them on a common scale (<see cref="JointAnswer"/>).
/// </summary>
internal sealed class RankedAnswer
{
    private readonly IndexSnapshot _snapshot;
    private readonly RecallRequest _request;
    private readonly IWorkspaceRead _read;
    private readonly long _nowMs;
    private readonly QueryAnalysis _query;
    private readonly List<SearchTerm> _terms;
    private readonly ulong[]?[] _outs;
    private readonly FactNames _names;
    private readonly VectorAnswer? _similar;

    private readonly RankingScratch _scratch;
    private readonly WordScoring _words;
    private readonly Bm25 _bm25;
    private readonly IReadOnlyList<(int EntityId, double Mass)> _named;
    private Dictionary<int, double> _similarNames = [];
    private Dictionary<int, double> _seeds = [];
    private Dictionary<int, double> _ranks = [];

    public RankedAnswer(
        IndexSnapshot snapshot, Corpus corpus, RecallRequest request, IWorkspaceRead read, long nowMs, VectorAnswer? similar, RankingScratch scratch)
    {
        (_snapshot, _request, _read, _nowMs, _similar, _scratch) = (snapshot, request, read, nowMs, similar, scratch);
        _query = QueryAnalysis.Of(request.Query, scratch.Analyzer, scratch.Tokens);
        _named = Seeds.Named(snapshot, _query);
        _terms = SearchTerm.Of(_query, snapshot, corpus);
        _bm25 = new Bm25(corpus.AverageLength, RankingParameters.K1, RankingParameters.B);
        scratch.Sequences.Clear();
        _words = new WordScoring(snapshot, corpus, _terms, _bm25, scratch.Sequences);
        _names = new FactNames(read);
        var keys = SegmentFilter.Keys.Of(request.Filter, read);
        _outs = [.. Enumerable.Range(0, snapshot.Segments.Length).Select(at => SegmentFilter.Bitmap(snapshot, at, request.Filter, keys))];
    }

    public Workspace Workspace => _read.Workspace;

    public WordScoring Words => _words;

    /// <summary>The text hits, and later the facts that only the walk found.</summary>
    public List<Candidate> Candidates { get; private set; } = [];

    /// <summary>True when the answer is the newest facts, because no word of the question tells anything.</summary>
    public bool IsByAge => _query.Words.IsEmpty;

    public double BestWords => Candidates.Count == 0 ? 0 : Candidates.Max(candidate => candidate.Words);

    public double SeedMass => _seeds.Values.Sum();

    public double BestRank => _ranks.Values.DefaultIfEmpty(0).Max();

    /// <summary>First: the text hits, and a closer look at them.</summary>
    public void Search()
    {
        if (Has(RecallComponents.Text)) { Candidates = TextSearch.Run(_snapshot, _terms, _query, _request.Filter, _outs, _bm25, _scratch); }
        if (Has(RecallComponents.Proximity))
        {
            _words.AddProximity(Candidates);
            _words.AddPhrases(Candidates, _query);
        }

        if (Has(RecallComponents.Neighbours)) { Neighbours.Add(_snapshot, Candidates); }
    }

    public void AddFeedback(List<FeedbackTerm> feedback) => _words.AddFeedback(Candidates, feedback);

    /// <summary>Then: what vectors find, and the similarity of what words found.</summary>
    public void AddVectors()
    {
        // Hits of a quotation must hold its words, and a question without any telling word asks for what is new.
        if (_similar?.Question is not { } question || _query.IsExact || IsByAge) { return; }
        _similarNames = new VectorScoring(_snapshot, _similar, question, _request.Filter, _outs).Add(Candidates, _words);
    }

    /// <summary>Then: where the walk starts, on the scale of the best hit of all layers.</summary>
    public void Seed(double bestWords) =>
        _seeds = Seeds.Of(_named, Candidates, bestWords, _similarNames, scale: BestWords > 0 ? BestWords / bestWords : 1);

    /// <summary>Then: the walk, with this layer's part of the mass of all seeds.</summary>
    public void Walk(double mass) =>
        _ranks = Has(RecallComponents.Graph) && _seeds.Count > 0 ? GraphWalk.Run(_snapshot, _seeds, mass, _scratch) : _seeds;

    /// <summary>At last: the items, best first, on the scale of the highest rank of all layers.</summary>
    public List<RecallItem> Items(double bestRank, List<TermSet> kept)
    {
        var items = Select(bestRank, new Repetitions(_snapshot, _scratch.Sequences, kept));
        if (Has(RecallComponents.Graph) && _ranks.Count > 0)
        {
            items.AddRange(new RankedRelations(_snapshot, _request, _query, _read, _names, _nowMs).Of(_ranks, bestRank, _named, _scratch));
            items.Sort((a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : a.Id.CompareTo(b.Id));
        }

        return items;
    }

    private List<RecallItem> Select(double bestRank, Repetitions repetitions)
    {
        var items = new List<RecallItem>();
        var paths = new Paths(_snapshot, _ranks, _seeds, _read);
        foreach (var candidate in Ranked(bestRank).TakeWhile(candidate => candidate.Score > 0))
        {
            if (items.Count == _request.Limit) { break; }
            if (!IsValidNow(candidate) || (Has(RecallComponents.Distinct) && !repetitions.IsNew(candidate))) { continue; }
            if (Item(candidate, paths) is { } item) { items.Add(item); }
        }

        return items;
    }

    private IEnumerable<Candidate> Ranked(double bestRank)
    {
        var priors = Has(RecallComponents.Priors) ? new FactPriors(_snapshot, _nowMs) : null;
        var hasRequired = _query.IsExact || SegmentFilter.HasRequired(_request.Filter);
        var facts = new RankedFacts(_snapshot, _ranks, bestRank, Candidates, _request.Limit, _outs, hasRequired, _words, priors);
        var first = facts.Next();
        if (first is null && IsByAge)
        {
            foreach (var latest in Latest(priors)) { yield return latest; }
        }

        for (var fact = first; fact is not null; fact = facts.Next()) { yield return fact; }
    }

    private List<Candidate> Latest(FactPriors? priors)
    {
        List<Candidate> latest = [.. LatestFacts.Of(_snapshot, _outs, _request).Where(IsValidNow).Take(_request.Limit)];
        foreach (var candidate in latest) { priors?.Apply(candidate); }
        return [.. latest.OrderByDescending(candidate => candidate.Score).ThenBy(candidate => candidate.DocId)];
    }

    private RecallItem? Item(Candidate candidate, Paths paths)
    {
        var isEntity = _snapshot.Segments[candidate.Segment].DocKind[candidate.Doc] == (byte)DocKind.Entity;
        if (_names.Entity(candidate.EntityId) is not { } entity || (isEntity && (!entity.IsLive || IsSpokenOf(entity.Id)))) { return null; }
        var fact = isEntity ? null : _read.Fact(candidate.DocId);
        if (!isEntity && fact is null) { return null; }
        var proof = new RecallProof(
            candidate.Text, candidate.Proximity, candidate.Feedback, candidate.Neighbours, candidate.Graph, candidate.Prior, [.. _words.Held(candidate)],
            Has(RecallComponents.Graph) ? paths.To(candidate.EntityId) : []) { Vector = candidate.Vector, Similarity = candidate.Similarity };
        return new RecallItem(candidate.DocId, entity.Name, entity.Type, fact is null ? null : _names.Named(fact), candidate.Score, proof);
    }

    /// <summary>True when something was said about an entity after its own document was built: that speaks for it then.</summary>
    private bool IsSpokenOf(long entity)
    {
        for (var at = 0; at < _snapshot.Segments.Length; at++)
        {
            var segment = _snapshot.Segments[at];
            var dead = _snapshot.DeadDocs(at);
            foreach (var doc in segment.DocsOf(entity))
            {
                if (segment.DocKind[doc] == (byte)DocKind.Observation && (dead[doc >> 6] >> doc & 1) == 0) { return true; }
            }
        }

        return false;
    }

    private bool IsValidNow(Candidate candidate)
    {
        var segment = _snapshot.Segments[candidate.Segment];
        if (segment.DocValidFrom.IsEmpty) { return true; }
        var at = _request.Filter.ValidAtMs ?? _nowMs;
        return new ValidTime(segment.DocValidFrom[candidate.Doc], segment.DocValidTo[candidate.Doc]).Covers(at);
    }

    private bool Has(RecallComponents component) => _request.Components.HasFlag(component);
}
