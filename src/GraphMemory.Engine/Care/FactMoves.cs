using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;

namespace GraphMemory.Engine.Care;

/// <summary>
/// Records facts anew in another shape, inside one transaction. The new version stands right after the event that closed the old one, which is how
/// a <see cref="Revision"/> finds it again; marks and decided conflicts go with it.
/// </summary>
internal sealed class FactMoves(IWorkspaceWrite write)
{
    private readonly Dictionary<long, long> _origins = [];
    private readonly Dictionary<string, bool> _functional = new(StringComparer.Ordinal);

    /// <summary>Closes a standing fact and records <paramref name="statement"/> in its place. Null when the same stands already.</summary>
    public long? Move(Fact fact, FactDraft statement)
    {
        write.CloseFact(fact.Id);
        return Add(fact, statement);
    }

    /// <summary>Records a version of a fact that is closed. Null when the same stands already.</summary>
    public long? Add(Fact origin, FactDraft statement)
    {
        var same = write.FactsOfClaim(statement.SubjectId, statement.Predicate, statement.ClaimKey);
        if (same.Any(other => other.IsLive && IsSame(other.Statement, statement)))
        {
            Settle(origin);
            return null;
        }

        var rivals = IsFunctional(statement) ? write.FactsOf(statement.SubjectId, statement.Predicate) : [];
        var id = write.AddFact(statement);
        _origins[id] = origin.Id;
        var circumstances = new Circumstances { Valid = statement.Valid, SupersedesId = statement.SupersedesId };
        IReadOnlyList<Fact> others = rivals.Count == 0 ? rivals : [.. rivals.Where(rival => rival.Statement.ObjectId != statement.ObjectId)];
        var found = ConflictRules.Find(write, id, statement.Polarity, circumstances, same, others);
        Decide(origin, found);
        Settle(origin);
        if (write.Mark(origin.Id) is { } mark) { write.SetMark(mark with { SubjectId = id }); }
        return id;
    }

    /// <summary>What was decided about the old versions is decided about the new ones.</summary>
    private void Decide(Fact origin, IReadOnlyList<Conflict> found)
    {
        if (found.Count == 0) { return; }
        var decided = write.ConflictsOf(origin.Id).Where(conflict => conflict.ResolvedSeq is not null)
            .Select(conflict => conflict.EarlierId == origin.Id ? conflict.LaterId : conflict.EarlierId).ToHashSet();
        foreach (var conflict in found.Where(conflict => decided.Contains(_origins.GetValueOrDefault(conflict.EarlierId, conflict.EarlierId))))
        {
            write.ResolveConflict(conflict.EarlierId, conflict.LaterId);
        }
    }

    /// <summary>A version that is gone contradicts nothing any more.</summary>
    private void Settle(Fact origin)
    {
        foreach (var conflict in write.ConflictsOf(origin.Id).Where(conflict => conflict.ResolvedSeq is null))
        {
            write.ResolveConflict(conflict.EarlierId, conflict.LaterId);
        }
    }

    private bool IsFunctional(FactDraft statement)
    {
        if (statement.Kind != FactKind.Relation) { return false; }
        if (!_functional.TryGetValue(statement.Predicate, out var known))
        {
            _functional[statement.Predicate] = known = write.FindPredicate(statement.Predicate) is { IsFunctional: true };
        }

        return known;
    }

    /// <summary>Whether two statements about one subject say the same, tags and source aside.</summary>
    public static bool IsSame(FactDraft a, FactDraft b) =>
        a.ObjectId == b.ObjectId && a.Polarity == b.Polarity && a.Valid == b.Valid && string.Equals(a.Text, b.Text, StringComparison.Ordinal);
}
