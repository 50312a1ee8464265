using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Queries;
using GraphMemory.Engine.Retrieval.Index;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Engine.Retrieval.Ranking;

/// <summary>
/// Relations as answers: between an entity named in the query and its neighbours, when the query also names the other end or the relation's
/// type ("what does checkout depend on").
/// </summary>
internal sealed class RankedRelations(
    IndexSnapshot snapshot, RecallRequest request, QueryAnalysis query, IWorkspaceRead read, FactNames names, long nowMs)
{
    /// <summary>Edges of one named entity that are looked at.</summary>
    private const int EdgesMax = 2_000;

    public IEnumerable<RecallItem> Of(
        Dictionary<int, double> ranks, double best, IReadOnlyList<(int EntityId, double Mass)> namedEntities, RankingScratch scratch)
    {
        var filter = request.Filter;
        if (SegmentFilter.HasRequired(filter) || filter.Session is not null || filter.AsOfSeq is not null || query.IsExact) { return []; }
        if (namedEntities.Count == 0) { return []; }
        var named = namedEntities.Select(pair => pair.EntityId).ToHashSet();
        var told = Told(scratch);
        return named.SelectMany(entity => Edges(entity, named, told)).DistinctBy(edge => edge.FactId)
            .Select(edge => (edge.FactId, Score: (ranks.GetValueOrDefault(edge.From) + ranks.GetValueOrDefault(edge.To)) / (2 * best)))
            .OrderByDescending(edge => edge.Score).ThenBy(edge => edge.FactId).Take(request.Limit)
            .Select(edge => Item(edge.FactId, edge.Score)).OfType<RecallItem>().ToList();
    }

    /// <summary>Relation types of which the query holds a term.</summary>
    private HashSet<int> Told(RankingScratch scratch)
    {
        var (analyzer, tokens) = (scratch.Analyzer, scratch.Tokens);
        var told = new HashSet<int>();
        foreach (var predicate in read.Predicates())
        {
            analyzer.Analyze(predicate.Name, tokens);
            for (var i = 0; i < tokens.Count; i++)
            {
                if (!tokens[i].Stop && query.Words.Any(word => tokens.Term(i).SequenceEqual(word.Bytes))) { told.Add(predicate.Id); }
            }
        }

        return told;
    }

    private List<(int From, int To, int FactId)> Edges(int entity, HashSet<int> named, HashSet<int> told)
    {
        var found = new List<(int, int, int)>();
        foreach (var segment in snapshot.Segments)
        {
            var edges = segment.Edges(entity);
            for (var i = 0; i < Math.Min(edges.Targets.Length, EdgesMax); i++)
            {
                if (edges.Predicates[i] == EdgeLists.Mention || snapshot.ClosedLater.ContainsKey(edges.Facts[i])) { continue; }
                if (told.Contains(edges.Predicates[i]) || named.Contains(edges.Targets[i])) { found.Add((entity, edges.Targets[i], edges.Facts[i])); }
            }
        }

        return found;
    }

    private RecallItem? Item(int factId, double score)
    {
        if (read.Fact(factId) is not { IsLive: true } fact || !fact.Statement.Valid.Covers(request.Filter.ValidAtMs ?? nowMs)) { return null; }
        if (fact.RecordedAtMs < request.Filter.RecordedFromMs || fact.RecordedAtMs >= request.Filter.RecordedToMs) { return null; }
        var tier = snapshot.Marks.TierOf(factId, fact.Statement.SubjectId);
        if (request.Filter.Tiers.IsEmpty ? tier == Tier.Archive : !request.Filter.Tiers.Contains(tier)) { return null; }
        var relation = names.Named(fact);
        if (!request.Filter.Types.IsEmpty && !request.Filter.Types.Contains(relation.SubjectType)) { return null; }
        if (!request.Filter.About.IsEmpty && !IsAbout(fact.Statement.SubjectId)) { return null; }
        return new RecallItem(factId, relation.Subject, relation.SubjectType, relation, score * fact.Statement.Confidence,
            new RecallProof(0, 0, 0, 0, score, fact.Statement.Confidence, [], []));
    }

    private bool IsAbout(long entityId) =>
        request.Filter.About.Any(name => EntityLookup.Versions(read, name).Any(entity => entity.Id == entityId));
}
