using GraphMemory.Engine.Graph;
using GraphMemory.Sqlite.Native;

namespace GraphMemory.Sqlite.Graph;

/// <summary>One consistent state of one workspace, inside a transaction of its connection.</summary>
internal class WorkspaceReader : IWorkspaceRead
{
    private WorkspaceState _state;

    public WorkspaceReader(Database database, WorkspaceState state)
    {
        (Database, _state) = (database, state);
        EntityRows = new(database, state.Id);
        PredicateRows = new(database, state.Id);
        Sources = new(database, state.Id);
        FactRows = new(database, state.Id, state.HeadSeq, PredicateRows, Sources);
        ConflictRows = new(database, state.Id);
        Events = new(database, state.Id);
        Replies = new(database, state.Id);
        MarkRows = new(database, state.Id);
        RevisionRows = new(database, state.Id);
    }

    protected Database Database { get; }

    protected ref WorkspaceState State => ref _state;

    protected EntityTable EntityRows { get; }

    protected FactTable FactRows { get; }

    protected PredicateTable PredicateRows { get; }

    protected ProvenanceTable Sources { get; }

    protected ConflictTable ConflictRows { get; }

    protected LogTable Events { get; }

    protected ReplyTable Replies { get; }

    protected MarkTable MarkRows { get; }

    protected RevisionTable RevisionRows { get; }

    public Workspace Workspace => _state.ToWorkspace();

    public Entity? FindEntity(string name) => EntityRows.Find(name);

    public IReadOnlyList<Entity> EntitiesNamed(string name) => EntityRows.Named(name);

    public Entity? Entity(long id) => EntityRows.Get(id);

    public IReadOnlyList<Entity> Entities(long afterId, int countMax) => EntityRows.Page(afterId, countMax);

    public Fact? Fact(long id) => FactRows.Get(id);

    public IReadOnlyList<Fact> FactsOf(long subjectId, string? predicate = null)
    {
        if (predicate is null) { return FactRows.OfSubject(subjectId); }
        return PredicateRows.Find(predicate) is { } known ? FactRows.OfSubject(subjectId, known.Id) : [];
    }

    public IReadOnlyList<Fact> FactsOfClaim(long subjectId, string predicate, long claimKey) =>
        PredicateRows.Find(predicate) is { } known ? FactRows.OfClaim(subjectId, known.Id, claimKey) : [];

    public IReadOnlyList<Fact> FactsAbout(long objectId) => FactRows.About(objectId);

    public void VisitEntities(long afterSeq, long toSeq, EntityVisitor visitor) => EntityRows.Visit(afterSeq, toSeq, visitor);

    public void VisitFacts(long afterSeq, long toSeq, FactVisitor visitor) => FactRows.Visit(afterSeq, toSeq, visitor);

    public IReadOnlyList<(long FactId, long SupersededSeq)> FactsClosedAfter(long afterSeq, long toSeq = long.MaxValue) =>
        FactRows.ClosedAfter(afterSeq, toSeq);

    public Mark? Mark(long subjectId) => MarkRows.Of(subjectId);

    public IReadOnlyList<Mark> MarksAfter(long afterSeq, int countMax = int.MaxValue) => MarkRows.After(afterSeq, countMax);

    public IReadOnlyList<Mark> MarksExpired(long atMs, int countMax) => MarkRows.Expired(atMs, countMax);

    public Revision? Revision(long id) => RevisionRows.Get(id);

    public IReadOnlyList<Revision> Revisions(long beforeId, int countMax) => RevisionRows.Before(beforeId, countMax);

    public Revision? RevisionAt(long seq) => RevisionRows.At(seq);

    public Revision? MergeOf(long entityId) => RevisionRows.MergeOf(entityId);

    public bool HasMerges => RevisionRows.HasMerges;

    public IReadOnlyList<Revision> Merges() => RevisionRows.Merges();

    public IReadOnlyList<LogEvent> Log(long afterSeq, int countMax) => Events.Page(afterSeq, countMax);

    public IReadOnlyList<LogEvent> PurgedAfter(long afterSeq) => Events.PurgedAfter(afterSeq);

    public int? FindSession(string session) => Sources.FindSession(session);

    public long SeqAt(long atMs)
    {
        var seq = Events.SeqAt(atMs, _state.LogStartSeq, _state.HeadSeq);
        return seq >= _state.LogStartSeq || _state.LogStartSeq == 1 ? seq : FactRows.SeqAt(atMs, seq);
    }

    public IReadOnlyList<Predicate> Predicates() => PredicateRows.All();

    public Predicate? FindPredicate(string name) => PredicateRows.Find(name);

    public IReadOnlyList<Conflict> Conflicts(bool openOnly, int countMax) => ConflictRows.Page(openOnly, countMax);

    public IReadOnlyList<Conflict> ConflictsOf(long factId) => ConflictRows.Of(factId);

    public Provenance Provenance(int provenanceId) => Sources.Get(provenanceId);

    public WorkspaceCounts Counts() => _state.ToCounts();

    public WorkspaceUse Use => _state.ToUse();

    public Quotas Quotas => _state.ToQuotas();

    public KeptReply? FindReply(string idempotencyKey) => Replies.Find(idempotencyKey);
}
