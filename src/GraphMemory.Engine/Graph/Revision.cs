namespace GraphMemory.Engine.Graph;

/// <summary>What a revision did. The numbers are stored.</summary>
public enum RevisionKind
{
    /// <summary>One entity became another.</summary>
    Merge = 1,
    /// <summary>Facts were closed by a rule.</summary>
    Forgetting = 2,
    /// <summary>A tag was renamed on every fact.</summary>
    Retagging = 3,
}

/// <summary>
/// A stretch of the log that can be undone as one. Since it is one transaction, what it closed and what it made are the rows with a position
/// in [<paramref name="FirstSeq"/>, <paramref name="Id"/>]; the version that takes the place of another stands right after the event that closed that.
/// </summary>
/// <param name="Id">Log position of its own event, the last of the stretch.</param>
/// <param name="SubjectId">Of a merge: the entity that was closed; else 0.</param>
/// <param name="ObjectId">Of a merge: the entity that took its place; else 0.</param>
/// <param name="Note">What was asked for, in words.</param>
/// <param name="UndoneFirstSeq">Where the stretch begins that undid it; null while it stands.</param>
/// <param name="UndoneSeq">Log position of the event that says so, the last of that stretch.</param>
public sealed record Revision(long Id, long FirstSeq, RevisionKind Kind, long SubjectId, long ObjectId, string Note, long? UndoneFirstSeq, long? UndoneSeq)
{
    public bool Stands => UndoneSeq is null;
}
