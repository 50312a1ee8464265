using GraphMemory.Engine.Graph;
using GraphMemory.Sqlite.Native;

namespace GraphMemory.Sqlite.Graph;

/// <summary>
/// The primitives of one workspace inside a group commit. The row is changed first and its event appended after, so a primitive that
/// throws has changed nothing. Position and counters live here and reach their row once per commit.
/// </summary>
internal sealed class WorkspaceWriter(Database database, WorkspaceState state, long nowMs) : WorkspaceReader(database, state), IWorkspaceWrite
{
    private readonly MergedTable _merged = new(database, state.Id);
    private WorkspaceState _accepted = state;
    private WorkspaceState _saved = state;
    private bool _hasPurgedNow;
    private bool _isDeleted;

    public long NowMs { get; } = Math.Max(nowMs, state.HeadAtMs);

    /// <summary>True when an accepted work erased something.</summary>
    public bool HasPurged { get; private set; }

    public Entity AddEntity(string name, string type, bool isDeclared, bool hasGeneratedName)
    {
        var entity = new Entity(NextSeq, name, type, isDeclared ? NextSeq : null, null, hasGeneratedName);
        EntityRows.Insert(entity);
        Append(isDeclared ? LogEventKind.EntityDeclared : LogEventKind.EntityNamed, entity.Id);
        State.Entities++;
        return entity;
    }

    public void DeclareEntity(long id, string type)
    {
        EntityRows.Declare(id, type, NextSeq);
        Append(LogEventKind.EntityDeclared, id);
    }

    public void DeleteEntity(long id)
    {
        EntityRows.Close(id, NextSeq);
        Append(LogEventKind.EntityDeleted, id);
        State.Entities--;
    }

    public long AddFact(FactDraft statement)
    {
        var id = NextSeq;
        FactRows.Insert(id, statement, NowMs);
        Append(LogEventKind.FactRecorded, id);
        State.Count(statement.Kind, 1);
        State.CountText(statement);
        return id;
    }

    public void CloseFact(long id)
    {
        if (FactRows.Head(id) is not { IsLive: true } head) { throw new InvalidOperationException($"Fact {id} does not stand."); }
        FactRows.Close(id, NextSeq, NowMs);
        Append(LogEventKind.FactClosed, id);
        State.Count(head.Kind, -1);
    }

    public Predicate DeclarePredicate(string name, bool isFunctional)
    {
        if (PredicateRows.Find(name) is not { } known) { known = PredicateRows.Add(name, isFunctional); }
        else if (known.IsFunctional == isFunctional) { return known; }
        else { known = PredicateRows.SetFunctional(known, isFunctional); }

        Append(LogEventKind.PredicateDeclared, known.Id);
        return known;
    }

    public void AddConflict(long earlierId, long laterId, ConflictKind kind)
    {
        if (ConflictRows.Add(earlierId, laterId, kind)) { State.OpenConflicts++; }
    }

    public void ResolveConflict(long earlierId, long laterId)
    {
        ConflictRows.Resolve(earlierId, laterId, NextSeq);
        Append(LogEventKind.ConflictResolved, laterId);
        State.OpenConflicts--;
    }

    public void SetMark(Mark mark)
    {
        MarkRows.Set(mark with { Seq = NextSeq });
        Append(LogEventKind.Marked, mark.SubjectId);
    }

    public Revision AddRevision(RevisionKind kind, long firstSeq, long subjectId, long objectId, string note)
    {
        var revision = new Revision(NextSeq, firstSeq, kind, subjectId, objectId, note, UndoneFirstSeq: null, UndoneSeq: null);
        RevisionRows.Insert(revision);
        Append(LogEventKind.Revised, revision.Id);
        return revision;
    }

    public void UndoRevision(long id, long firstSeq)
    {
        RevisionRows.Undo(id, firstSeq, NextSeq);
        Append(LogEventKind.RevisionUndone, id);
    }

    public void PurgeFact(long id)
    {
        if (FactRows.Head(id) is not { } head) { throw new InvalidOperationException($"Fact {id} does not exist."); }
        State.OpenConflicts -= ConflictRows.Of(id).Count(conflict => conflict.ResolvedSeq is null);
        ConflictRows.PurgeOf(id);
        MarkRows.PurgeOf(id);
        FactRows.Purge(id);
        Sources.Release(head.ProvenanceId);
        if (head.IsLive) { State.Count(head.Kind, -1); }
        State.TextBytes -= head.TextBytes;
        AppendPurged(id);
    }

    public void PurgeEntity(long id)
    {
        if (FactRows.Names(id)) { throw new InvalidOperationException($"Facts still name entity {id}; purge them first."); }
        var isLive = EntityRows.Get(id)?.IsLive ?? false;
        EntityRows.Purge(id);
        MarkRows.PurgeOf(id);
        if (isLive) { State.Entities--; }
        AppendPurged(id);
    }

    public void KeepReply(KeptReply reply) => Replies.Keep(reply, NowMs);

    public void SetQuotas(Quotas quotas) =>
        (State.EntitiesMax, State.FactsMax, State.TextBytesMax) = (quotas.EntitiesMax, quotas.FactsMax, quotas.TextBytesMax);

    public MergedRow? FindMerged(long sourceId, long sourceRow) => _merged.Find(sourceId, sourceRow);

    public void KeepMerged(long sourceId, long sourceRow, MergedRow row) => _merged.Keep(sourceId, sourceRow, row);

    public long MergedSeq(long sourceId) => _merged.Seq(sourceId);

    public void SetMergedSeq(long sourceId, long seq) => _merged.SetSeq(sourceId, seq);

    /// <summary>True once the workspace was deleted in this transaction.</summary>
    public bool IsDeleted { get; private set; }

    public void Delete()
    {
        WorkspaceErasure.Begin(Database, State.Id, NowMs);
        IsDeleted = true;
    }

    /// <summary>The row is changed at once: the name must be free.</summary>
    public void Rename(string name)
    {
        Database.Prepare("UPDATE workspace SET name = ?2 WHERE id = ?1").Bind(1, State.Id).Bind(2, name).Run();
        State.Name = name;
    }

    public void TrimLog(long toSeq)
    {
        var last = Math.Min(toSeq, State.HeadSeq);
        if (last < State.LogStartSeq) { return; }
        Events.Trim(State.LogStartSeq, last);
        State.LogStartSeq = last + 1;
    }

    public void Restore(HistoryStretch stretch)
    {
        if (stretch.AfterSeq != State.HeadSeq) { throw new InvalidOperationException($"The stretch begins after {stretch.AfterSeq}, but the log ends at {State.HeadSeq}."); }
        foreach (var predicate in stretch.Predicates) { PredicateRows.Add(predicate.Name, predicate.IsFunctional); }
        foreach (var entity in stretch.Entities) { Restore(entity); }
        foreach (var fact in stretch.Facts) { Restore(fact); }
        foreach (var conflict in stretch.Conflicts) { Restore(conflict); }
        foreach (var mark in stretch.Marks) { MarkRows.Set(mark); }
        foreach (var revision in stretch.Revisions) { RevisionRows.Insert(revision); }
        foreach (var item in stretch.Log) { Events.Append(item); }
        var lastAtMs = stretch.Log.Select(item => item.AtMs).Concat(stretch.Facts.Select(fact => fact.RecordedAtMs)).Append(State.HeadAtMs).Max();
        State.HeadSeq = stretch.ToSeq;
        State.HeadAtMs = lastAtMs;
        State.LogStartSeq = Math.Min(stretch.LogStartSeq, stretch.ToSeq + 1);
    }

    /// <summary>Keeps what the current work did.</summary>
    public void Accept()
    {
        Events.Flush();
        Sources.Save();
        HasPurged |= _hasPurgedNow;
        _hasPurgedNow = false;
        _accepted = State;
        _isDeleted = IsDeleted;
    }

    /// <summary>The current work was rolled back: goes back to the last accepted state.</summary>
    public void Reject()
    {
        State = _accepted;
        _hasPurgedNow = false;
        IsDeleted = _isDeleted;
        EntityRows.Forget();
        PredicateRows.Forget();
        RevisionRows.Forget();
        Events.Forget();
        Sources.Forget();
    }

    /// <summary>Writes position and counters; once, before the commit.</summary>
    public void Save()
    {
        if (_accepted == _saved || IsDeleted) { return; }
        _accepted.Save(Database);
        _saved = _accepted;
    }

    private void Restore(Entity entity)
    {
        EntityRows.Insert(entity);
        if (entity.DeletedSeq is { } deleted) { EntityRows.Close(entity.Id, deleted); }
        else { State.Entities++; }
    }

    private void Restore(Fact fact)
    {
        FactRows.Insert(fact.Id, fact.Statement, fact.RecordedAtMs);
        if (fact.SupersededSeq is { } closed) { FactRows.Close(fact.Id, closed, fact.SupersededAtMs ?? fact.RecordedAtMs); }
        else { State.Count(fact.Statement.Kind, 1); }
        State.CountText(fact.Statement);
    }

    private void Restore(Conflict conflict)
    {
        AddConflict(conflict.EarlierId, conflict.LaterId, conflict.Kind);
        if (conflict.ResolvedSeq is not { } resolved) { return; }
        ConflictRows.Resolve(conflict.EarlierId, conflict.LaterId, resolved);
        State.OpenConflicts--;
    }

    private long NextSeq => State.HeadSeq + 1;

    private void AppendPurged(long id)
    {
        Append(LogEventKind.Purged, id);
        _hasPurgedNow = true;
    }

    private void Append(LogEventKind kind, long subjectId)
    {
        Events.Append(new(NextSeq, NowMs, kind, subjectId));
        State.HeadSeq++;
        State.HeadAtMs = NowMs;
    }
}
