using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.Care;

/// <summary>What came back.</summary>
/// <param name="Restored">Facts that stand as before, as new versions.</param>
/// <param name="Kept">Facts that were changed or closed by hand in the meantime, and stay as they are.</param>
/// <param name="IsNew">False when it was undone before.</param>
public sealed record UndoOutcome(long RevisionId, RevisionKind Kind, int Restored, int Kept, bool IsNew);

/// <summary>
/// Takes a revision back: what it closed stands again as new versions, what it made is closed. What was recorded or closed by hand since stays.
/// Doing it twice changes nothing.
/// </summary>
/// <param name="NotBeforeMs">What was forgotten before this instant stays forgotten; null takes back any.</param>
public sealed record UndoRevision(long Id, long? NotBeforeMs = null) : IGraphCommand<UndoOutcome>
{
    public Problem? Check(GraphLimits limits) => null;

    public Result<UndoOutcome> Apply(IWorkspaceWrite write)
    {
        if (write.Revision(Id) is not { } revision)
        {
            return CareProblems.RevisionNotFound.With($"No merge, forgetting or renamed tag has the id {Id}; \"graphmemory care history\" lists them.");
        }

        if (!revision.Stands) { return new UndoOutcome(Id, revision.Kind, 0, 0, IsNew: false); }
        if (revision.Kind == RevisionKind.Merge && write.Entity(revision.SubjectId) is null)
        {
            return CareProblems.TooLate.With("The entity was purged since; nothing of it is left to put back.");
        }

        var closed = write.FactsClosedAfter(revision.FirstSeq - 1, revision.Id).Select(pair => write.Fact(pair.FactId)!).OrderBy(fact => fact.Id).ToList();
        if (revision.Kind == RevisionKind.Forgetting && IsTooOld(closed)) { return CareProblems.TooLate.With("It is further back than what may be undone; see care.undo_days."); }
        var first = write.Workspace.HeadSeq + 1;
        var undoing = new Undoing(write, revision);
        undoing.Run(closed);
        write.UndoRevision(Id, first);
        return new UndoOutcome(Id, revision.Kind, undoing.Restored, undoing.Kept, IsNew: true);
    }

    private bool IsTooOld(List<Fact> closed) => NotBeforeMs is { } bound && closed.Count > 0 && closed[0].SupersededAtMs < bound;
}
