using System.Collections.Immutable;

namespace GraphMemory.Engine.Graph.Commands;

/// <summary>
/// Finds contradictions when a fact is recorded, from interval and polarity alone. A declared correction contradicts nothing, a
/// retraction neither; both facts stay until someone resolves the conflict.
/// </summary>
internal static class ConflictRules
{
    /// <param name="sameClaim">Earlier facts that make the same claim, in any polarity.</param>
    /// <param name="rivals">Earlier facts of a functional predicate with another object.</param>
    public static ImmutableArray<Conflict> Find(
        IWorkspaceWrite write, long id, Polarity polarity, Circumstances circumstances, IReadOnlyList<Fact> sameClaim, IReadOnlyList<Fact> rivals)
    {
        if (sameClaim.Count + rivals.Count == 0) { return []; }
        if (circumstances.SupersedesId is not null || polarity == Polarity.Retracted) { return []; }
        var opposite = sameClaim.Where(earlier => (int)earlier.Statement.Polarity == -(int)polarity);
        var found = Standing(opposite, circumstances).Select(earlier => new Conflict(earlier.Id, id, ConflictKind.Polarity, null));
        if (polarity == Polarity.Affirmed)
        {
            var affirmed = rivals.Where(earlier => earlier.Statement.Polarity == Polarity.Affirmed);
            found = found.Concat(Standing(affirmed, circumstances)
                .Select(earlier => new Conflict(earlier.Id, id, ConflictKind.Functional, null)));
        }

        ImmutableArray<Conflict> conflicts = [.. found];
        foreach (var conflict in conflicts) { write.AddConflict(conflict.EarlierId, conflict.LaterId, conflict.Kind); }
        return conflicts;
    }

    /// <summary>Contradictions among facts that were recorded before their predicate was declared functional.</summary>
    public static int FindAmong(IWorkspaceWrite write, IReadOnlyList<Fact> factsOfOneSubject)
    {
        var count = 0;
        for (var later = 1; later < factsOfOneSubject.Count; later++)
        {
            var statement = factsOfOneSubject[later].Statement;
            if (!factsOfOneSubject[later].IsLive || statement.SupersedesId is not null || statement.Polarity != Polarity.Affirmed) { continue; }
            foreach (var earlier in factsOfOneSubject.Take(later).Where(fact => fact.IsLive && IsRival(fact.Statement, statement)))
            {
                write.AddConflict(earlier.Id, factsOfOneSubject[later].Id, ConflictKind.Functional);
                count++;
            }
        }

        return count;
    }

    private static bool IsRival(FactDraft earlier, FactDraft later) =>
        earlier.Polarity == Polarity.Affirmed && earlier.ObjectId != later.ObjectId && earlier.Valid.Overlaps(later.Valid);

    private static IEnumerable<Fact> Standing(IEnumerable<Fact> facts, Circumstances circumstances) =>
        facts.Where(fact => fact.IsLive && fact.Statement.Valid.Overlaps(circumstances.Valid));
}
