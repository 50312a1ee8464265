using System.Collections.Immutable;

namespace GraphMemory.Engine.Graph.Queries;

/// <summary>What is different between two positions of the log.</summary>
/// <param name="Added">Facts recorded since and still standing at the end.</param>
/// <param name="Removed">Facts that stood at the beginning and were closed since.</param>
/// <param name="Next">The position after which the next page begins; null when this is the last.</param>
public sealed record HistoryDiff(ImmutableArray<NamedFact> Added, ImmutableArray<NamedFact> Removed, long? Next);

/// <summary>Questions to the past of a memory. They are answered from the facts, so they reach back behind a trimmed log.</summary>
public sealed class GraphHistory(IGraphStore store)
{
    private const int Window = 2_000;

    /// <param name="after">Where the page begins; the beginning of the stretch, or what an earlier page gave.</param>
    /// <param name="about">Name of the entity at either end; null for any.</param>
    public HistoryDiff Diff(long workspaceId, long fromSeq, long toSeq, string? about, long after, int countMax, int scannedMax) => store.Read(workspaceId, read =>
    {
        var wanted = about is null ? null : read.EntitiesNamed(about).Select(entity => entity.Id).ToHashSet();
        var closed = read.FactsClosedAfter(fromSeq).Where(pair => pair.FactId <= fromSeq && pair.SupersededSeq <= toSeq)
            .OrderBy(pair => pair.SupersededSeq).ToList();
        var changes = new List<(long Seq, long FactId, bool IsAdded)>();
        for (var scanned = 0; scanned < scannedMax && after < toSeq && changes.Count < countMax; scanned += Window)
        {
            var to = Math.Min(toSeq, after + Window);
            read.VisitFacts(after, to, (in FactRow row) =>
            {
                var stands = row.SupersededSeq == 0 || row.SupersededSeq > toSeq;
                if (stands && IsWanted(wanted, row.SubjectId, row.ObjectId)) { changes.Add((row.Id, row.Id, true)); }
            });
            var beginning = after;
            changes.AddRange(closed.Where(pair => pair.SupersededSeq > beginning && pair.SupersededSeq <= to).Select(pair => (pair.SupersededSeq, pair.FactId, false)));
            after = to;
        }

        changes.Sort();
        if (changes.Count > countMax)
        {
            after = changes[countMax - 1].Seq;
            changes.RemoveRange(countMax, changes.Count - countMax);
        }

        return Named(read, changes, wanted, after < toSeq ? after : null);
    });

    private static HistoryDiff Named(IWorkspaceRead read, List<(long Seq, long FactId, bool IsAdded)> changes, HashSet<long>? wanted, long? next)
    {
        var names = new FactNames(read);
        var (added, removed) = (ImmutableArray.CreateBuilder<NamedFact>(), ImmutableArray.CreateBuilder<NamedFact>());
        foreach (var (_, id, isAdded) in changes)
        {
            if (read.Fact(id) is not { } fact || !IsWanted(wanted, fact.Statement.SubjectId, fact.Statement.ObjectId ?? 0)) { continue; }
            (isAdded ? added : removed).Add(names.Named(fact));
        }

        return new HistoryDiff(added.ToImmutable(), removed.ToImmutable(), next);
    }

    private static bool IsWanted(HashSet<long>? wanted, long subjectId, long objectId) =>
        wanted is null || wanted.Contains(subjectId) || wanted.Contains(objectId);
}
