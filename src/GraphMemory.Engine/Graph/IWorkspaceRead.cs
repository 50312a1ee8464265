namespace GraphMemory.Engine.Graph;

/// <summary>One consistent state of one workspace. Valid only inside the call that handed it out.</summary>
public interface IWorkspaceRead
{
    Workspace Workspace { get; }

    /// <summary>The live entity of this exact name.</summary>
    Entity? FindEntity(string name);

    /// <summary>Every entity that ever bore this exact name, by rising id.</summary>
    IReadOnlyList<Entity> EntitiesNamed(string name);

    /// <summary>The entity of this id, live or deleted.</summary>
    Entity? Entity(long id);

    /// <summary>Entities with an id above <paramref name="afterId"/> by rising id, live and deleted, at most <paramref name="countMax"/>.</summary>
    IReadOnlyList<Entity> Entities(long afterId, int countMax);

    Fact? Fact(long id);

    /// <summary>Every version of the facts about a subject, by rising id; of one predicate when given.</summary>
    IReadOnlyList<Fact> FactsOf(long subjectId, string? predicate = null);

    /// <summary>Every version of the facts of one subject and predicate that share a claim key, by rising id.</summary>
    IReadOnlyList<Fact> FactsOfClaim(long subjectId, string predicate, long claimKey);

    /// <summary>Every version of the relations that point to an entity, by rising id.</summary>
    IReadOnlyList<Fact> FactsAbout(long objectId);

    /// <summary>Visits the entities whose id lies in (<paramref name="afterSeq"/>, <paramref name="toSeq"/>], by rising id.</summary>
    void VisitEntities(long afterSeq, long toSeq, EntityVisitor visitor);

    /// <summary>Visits the facts whose id lies in (<paramref name="afterSeq"/>, <paramref name="toSeq"/>], by rising id.</summary>
    void VisitFacts(long afterSeq, long toSeq, FactVisitor visitor);

    /// <summary>Ids of facts closed at a log position above <paramref name="afterSeq"/>, in no given order, with that position.</summary>
    IReadOnlyList<(long FactId, long SupersededSeq)> FactsClosedAfter(long afterSeq, long toSeq = long.MaxValue);

    /// <summary>Null when nobody marked it.</summary>
    Mark? Mark(long subjectId);

    /// <summary>Marks that changed at a log position above <paramref name="afterSeq"/>, by that position.</summary>
    IReadOnlyList<Mark> MarksAfter(long afterSeq, int countMax = int.MaxValue);

    /// <summary>Marks without a pin whose time is up at <paramref name="atMs"/>, the most overdue first.</summary>
    IReadOnlyList<Mark> MarksExpired(long atMs, int countMax);

    Revision? Revision(long id);

    /// <summary>Revisions with an id below <paramref name="beforeId"/>, the newest first.</summary>
    IReadOnlyList<Revision> Revisions(long beforeId, int countMax);

    /// <summary>The revision whose stretch holds a log position, or the stretch that undid it.</summary>
    Revision? RevisionAt(long seq);

    /// <summary>The merge that made a closed entity another and was not undone.</summary>
    Revision? MergeOf(long entityId);

    /// <summary>False when no merge stands: then no name needs a second look.</summary>
    bool HasMerges { get; }

    /// <summary>Every merge that was not undone, by rising id.</summary>
    IReadOnlyList<Revision> Merges();

    /// <summary>Erasures above <paramref name="afterSeq"/>; they stay known when the log is trimmed, so that every cache learns of them.</summary>
    IReadOnlyList<LogEvent> PurgedAfter(long afterSeq);

    /// <summary>Events above <paramref name="afterSeq"/> by rising position.</summary>
    IReadOnlyList<LogEvent> Log(long afterSeq, int countMax);

    /// <summary>The last log position whose clock time is at or before <paramref name="atMs"/>; 0 when none is.</summary>
    long SeqAt(long atMs);

    IReadOnlyList<Predicate> Predicates();

    Predicate? FindPredicate(string name);

    /// <summary>Conflicts by (later, earlier) id; open ones only, or all that were ever found.</summary>
    IReadOnlyList<Conflict> Conflicts(bool openOnly, int countMax);

    IReadOnlyList<Conflict> ConflictsOf(long factId);

    Provenance Provenance(int provenanceId);

    /// <summary>The key of a session that facts were recorded in; null when there is none of this name.</summary>
    int? FindSession(string session);

    /// <summary>Live entities, live facts by kind, and open conflicts.</summary>
    WorkspaceCounts Counts();

    /// <summary>What it holds, in the measures of its quotas.</summary>
    WorkspaceUse Use { get; }

    /// <summary>What it may hold.</summary>
    Quotas Quotas { get; }

    /// <summary>The reply kept under an idempotency key, if it is still kept.</summary>
    KeptReply? FindReply(string idempotencyKey);
}

public sealed record WorkspaceCounts(long Entities, long Observations, long Relations, long OpenConflicts);

/// <summary>The answer given to a request the first time, and the hash of that request.</summary>
public sealed record KeptReply(string Key, long RequestHash, byte[] Reply);

public delegate void EntityVisitor(in EntityRow row);

public delegate void FactVisitor(in FactRow row);

/// <summary>An entity as it lies in the store; spans are valid only inside the visitor.</summary>
public readonly ref struct EntityRow
{
    public long Id { get; init; }
    public ReadOnlySpan<byte> NameUtf8 { get; init; }
    public ReadOnlySpan<byte> TypeUtf8 { get; init; }
    public bool HasGeneratedName { get; init; }
    public long DeletedSeq { get; init; }
}

/// <summary>A fact as it lies in the store; spans are valid only inside the visitor. 0 stands for "none" in ids and positions.</summary>
public readonly ref struct FactRow
{
    public long Id { get; init; }
    public FactKind Kind { get; init; }
    public long SubjectId { get; init; }
    public int PredicateId { get; init; }
    public long ObjectId { get; init; }
    public ReadOnlySpan<byte> TextUtf8 { get; init; }
    public Polarity Polarity { get; init; }
    public ValidTime Valid { get; init; }
    public int ProvenanceId { get; init; }
    public int SessionId { get; init; }
    public float Confidence { get; init; }
    public float Weight { get; init; }
    /// <summary>Tags in order, separated by U+001F; empty when none.</summary>
    public ReadOnlySpan<byte> TagsUtf8 { get; init; }
    public long RecordedAtMs { get; init; }
    public long SupersededSeq { get; init; }
    public long SupersedesId { get; init; }
}
