using System.Collections.Immutable;

namespace GraphMemory.Engine.Graph;

/// <summary>
/// The rows of a workspace that were born at log positions (<paramref name="AfterSeq"/>, <paramref name="ToSeq"/>], in the state they are in
/// today, and the events of those positions. All stretches together are the whole history.
/// </summary>
/// <param name="LogStartSeq">First event that the whole log still holds; earlier ones were trimmed.</param>
/// <param name="Predicates">All of the workspace, by id, with the first stretch; none with the others.</param>
/// <param name="Conflicts">By their later fact.</param>
public sealed record HistoryStretch(
    long AfterSeq,
    long ToSeq,
    long LogStartSeq,
    ImmutableArray<Predicate> Predicates,
    ImmutableArray<Entity> Entities,
    ImmutableArray<Fact> Facts,
    ImmutableArray<Conflict> Conflicts,
    ImmutableArray<LogEvent> Log)
{
    /// <summary>By the position of their last change.</summary>
    public ImmutableArray<Mark> Marks { get; init; } = [];

    public ImmutableArray<Revision> Revisions { get; init; } = [];

    public int RowCount => Predicates.Length + Entities.Length + Facts.Length + Conflicts.Length + Log.Length + Marks.Length + Revisions.Length;
}
