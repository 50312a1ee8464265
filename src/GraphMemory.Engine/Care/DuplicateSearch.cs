using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.Care;

/// <summary>Puts what the rules find together: each pair once, with its strongest reason.</summary>
internal static class DuplicateSearch
{
    public static Found<DuplicateEntities> Entities(IWorkspaceRead read, double threshold, int countMax)
    {
        var entities = new NamedEntities(read);
        var best = new Dictionary<(int, int), (DuplicateKind Kind, double Score, string Reason)>();
        new NameRules(entities, Add).Run();
        new SimilarEntities(read, entities, threshold).Run(Add);
        var ranked = best.OrderByDescending(pair => pair.Value.Score).ThenBy(pair => pair.Key).Select(pair => Shape(entities, pair.Key, pair.Value));
        return Found<DuplicateEntities>.Of(ranked, countMax);

        void Add(int a, int b, DuplicateKind kind, double score, string reason)
        {
            var pair = NamedEntities.Pair(a, b);
            if (score < threshold || entities.Different.Contains(pair)) { return; }
            if (!best.TryGetValue(pair, out var known) || known.Score < score) { best[pair] = (kind, score, reason); }
        }
    }

    private static DuplicateEntities Shape(NamedEntities entities, (int, int) pair, (DuplicateKind Kind, double Score, string Reason) why)
    {
        var (a, b) = (entities.Brief(pair.Item1), entities.Brief(pair.Item2));
        var isFirstKept = entities[pair.Item1].IsDeclared == entities[pair.Item2].IsDeclared ? a.Facts >= b.Facts : entities[pair.Item1].IsDeclared;
        return isFirstKept ? new(a, b, why.Kind, why.Score, why.Reason) : new(b, a, why.Kind, why.Score, why.Reason);
    }
}
