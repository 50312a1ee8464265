using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.Care;

/// <summary>The steps of taking one revision back.</summary>
internal sealed class Undoing(IWorkspaceWrite write, Revision revision)
{
    private readonly FactMoves _moves = new(write);
    private readonly Dictionary<long, long?> _ends = [];

    public int Restored { get; private set; }

    public int Kept { get; private set; }

    /// <param name="closed">What the revision closed, by rising id.</param>
    public void Run(IReadOnlyList<Fact> closed)
    {
        if (revision.Kind == RevisionKind.Merge) { End(revision.SubjectId); }
        foreach (var fact in closed)
        {
            if (PutBack(fact)) { Restored++; }
            else { Kept++; }
        }
    }

    private bool PutBack(Fact fact)
    {
        var last = Last(fact);
        if (last is { IsLive: false } || (last is not null && HasMoved(fact, last.Statement))) { return false; } // someone decided otherwise since
        var statement = last is null ? fact.Statement : Before(fact.Statement, last.Statement);
        if (End(statement.SubjectId) is not { } subject) { return false; }
        long? target = null;
        if (statement.ObjectId is { } objectId)
        {
            target = End(objectId);
            if (target is null) { return false; }
        }

        statement = statement with { SubjectId = subject, ObjectId = target, ClaimKey = target ?? statement.ClaimKey };
        if (last is null) { _moves.Add(fact, statement); }
        else { _moves.Move(last, statement); }
        return true;
    }

    /// <summary>The newest version as it is now, but for what the revision changed.</summary>
    private FactDraft Before(FactDraft before, FactDraft now) => revision.Kind == RevisionKind.Merge
        ? now with { SubjectId = before.SubjectId, ObjectId = before.ObjectId, ClaimKey = before.ClaimKey }
        : now with { Tags = before.Tags };

    /// <summary>
    /// The version that stands for a fact since the revision, through the revisions after it: live, closed by hand, or null where the
    /// fact was dropped because the same stood already.
    /// </summary>
    private Fact? Last(Fact fact)
    {
        for (var (version, by) = (fact, revision); ;)
        {
            var next = write.Fact(version.SupersededSeq!.Value + 1);
            if (next is null) { return by.Stands || version.SupersededSeq > by.Id ? null : Again(version) ?? version; }
            if (next.IsLive || write.RevisionAt(next.SupersededSeq!.Value) is not { } later) { return next; }
            if (later.Kind == RevisionKind.Forgetting) { return later.Stands ? next : Again(next) ?? next; }
            (version, by) = (next, later);
        }
    }

    /// <summary>What an undone revision had closed stands again, about whoever bears the names now.</summary>
    private Fact? Again(Fact version)
    {
        var statement = version.Statement;
        if (Bearer(statement.SubjectId) is not { } subject) { return null; }
        var target = statement.ObjectId is { } objectId ? Bearer(objectId) : null;
        return write.FactsOfClaim(subject, statement.Predicate, target ?? statement.ClaimKey)
            .LastOrDefault(fact => fact.IsLive && FactMoves.IsSame(fact.Statement, statement with { ObjectId = target }));
    }

    /// <summary>Whether a merge gave a fact to one entity, and the undoing of another merge took it from there.</summary>
    private bool HasMoved(Fact fact, FactDraft now)
    {
        if (revision.Kind != RevisionKind.Merge || write.Fact(fact.SupersededSeq!.Value + 1)?.Statement is not { } made) { return false; }
        return Bearer(made.SubjectId) != now.SubjectId || (made.ObjectId is { } target && Bearer(target) != now.ObjectId);
    }

    /// <summary>Who stands for an entity now.</summary>
    private long? Bearer(long entityId) => write.Entity(entityId) is not { } entity ? null
        : entity.IsLive ? entityId
        : EntityLookup.Target(write, entityId)?.Id ?? write.FindEntity(entity.Name)?.Id;

    /// <summary>
    /// The live entity that an end of a fact is to have: itself, made again when the revision closed it, or what it was merged into since.
    /// Null when it was closed by hand.
    /// </summary>
    private long? End(long entityId)
    {
        if (!_ends.TryGetValue(entityId, out var known)) { _ends[entityId] = known = FindEnd(entityId); }
        return known;
    }

    private long? FindEnd(long entityId)
    {
        if (write.Entity(entityId) is not { } entity) { return null; }
        if (entity.IsLive) { return entityId; }
        if (entity.DeletedSeq < revision.FirstSeq || entity.DeletedSeq > revision.Id) { return EntityLookup.Target(write, entityId)?.Id; }
        // When the name lives again, its bearer is who takes things back.
        if (write.FindEntity(entity.Name) is { } bearer) { return bearer.Id; }
        var again = write.AddEntity(entity.Name, entity.Type, entity.IsDeclared, entity.HasGeneratedName);
        if (write.Mark(entityId) is { } mark) { write.SetMark(mark with { SubjectId = again.Id }); }
        return again.Id;
    }
}
