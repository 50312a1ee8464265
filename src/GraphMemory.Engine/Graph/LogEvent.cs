namespace GraphMemory.Engine.Graph;

public enum LogEventKind
{
    /// <summary>An entity came into being as the end of a relation, not yet declared.</summary>
    EntityNamed = 1,
    EntityDeclared = 2,
    EntityDeleted = 3,
    FactRecorded = 4,
    FactClosed = 5,
    ConflictResolved = 6,
    PredicateDeclared = 7,
    /// <summary>The subject of the event was erased for good; only its id is left.</summary>
    Purged = 8,
    /// <summary>The tier, the pin or the expiry of a fact or an entity changed.</summary>
    Marked = 9,
    /// <summary>A revision ends here: a merge, a run of forgetting, a renamed tag. Its id is this position.</summary>
    Revised = 10,
    /// <summary>The revision of this id was undone.</summary>
    RevisionUndone = 11,
}

/// <summary>One event of the workspace log.</summary>
/// <param name="Seq">Position; consecutive from 1 within a workspace.</param>
/// <param name="AtMs">Clock time, Unix milliseconds; never falls from one event to the next.</param>
/// <param name="SubjectId">The entity, fact or revision that the event is about.</param>
public readonly record struct LogEvent(long Seq, long AtMs, LogEventKind Kind, long SubjectId);
