namespace GraphMemory.Engine.Graph;

/// <summary>
/// The primitives of one transaction. Each change takes the next position of the workspace log and appends its event; rules about
/// what may change live in the engine's commands, not here.
/// </summary>
public interface IWorkspaceWrite : IWorkspaceRead
{
    /// <summary>Clock time of this transaction; never before that of an earlier event of the workspace.</summary>
    long NowMs { get; }

    /// <summary>Adds an entity; <paramref name="isDeclared"/> is false for an end that a relation names.</summary>
    Entity AddEntity(string name, string type, bool isDeclared, bool hasGeneratedName);

    /// <summary>Declares an entity that was only named so far.</summary>
    void DeclareEntity(long id, string type);

    /// <summary>Closes an entity (its facts are closed by the caller).</summary>
    void DeleteEntity(long id);

    /// <summary>Records a fact and returns its id.</summary>
    long AddFact(FactDraft statement);

    /// <summary>Closes the standing version of a fact.</summary>
    void CloseFact(long id);

    Predicate DeclarePredicate(string name, bool isFunctional);

    void AddConflict(long earlierId, long laterId, ConflictKind kind);

    void ResolveConflict(long earlierId, long laterId);

    /// <summary>Puts a mark in the place of the earlier one of its subject; its <see cref="Mark.Seq"/> is set here.</summary>
    void SetMark(Mark mark);

    /// <summary>Ends a revision that began at <paramref name="firstSeq"/>.</summary>
    Revision AddRevision(RevisionKind kind, long firstSeq, long subjectId, long objectId, string note);

    /// <summary>Says that a standing revision was undone, in the stretch that began at <paramref name="firstSeq"/> and ends here.</summary>
    void UndoRevision(long id, long firstSeq);

    /// <summary>Erases a fact: its row, its marks, its conflicts, and its provenance when nothing else uses it. The log keeps the bare id.</summary>
    void PurgeFact(long id);

    /// <summary>Erases an entity row and its marks. Its facts, and facts about it, must be purged first.</summary>
    void PurgeEntity(long id);

    /// <summary>Keeps a reply under an idempotency key for at least 24 hours.</summary>
    void KeepReply(KeptReply reply);

    /// <summary>Sets what the workspace may hold; what it holds already stays.</summary>
    void SetQuotas(Quotas quotas);

    /// <summary>The row here that stands for a row of another workspace; null when none was carried over.</summary>
    MergedRow? FindMerged(long sourceId, long sourceRow);

    /// <summary>Keeps which row here stands for a row of another workspace.</summary>
    void KeepMerged(long sourceId, long sourceRow, MergedRow row);

    /// <summary>The position up to which the log of another workspace was carried over; 0 when nothing was.</summary>
    long MergedSeq(long sourceId);

    void SetMergedSeq(long sourceId, long seq);

    /// <summary>Forgets log events up to and including <paramref name="toSeq"/>; readers behind it are told that they were trimmed.</summary>
    void TrimLog(long toSeq);

    /// <summary>
    /// Puts a stretch of history here as it was: ids, positions and times included. It must begin where this log ends
    /// (<see cref="HistoryStretch.AfterSeq"/>); stretches are given in order, the first to an empty workspace.
    /// </summary>
    void Restore(HistoryStretch stretch);
}
