using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.Care;

/// <summary>Closes chosen facts as one revision, which <see cref="UndoRevision"/> takes back.</summary>
/// <param name="Note">Why, for the history.</param>
public sealed record CloseFacts(IReadOnlyList<long> FactIds, string Note) : IGraphCommand<Forgotten>
{
    public Problem? Check(GraphLimits limits) => RequestCheck.Count("factIds", FactIds.Count, limits);

    public Result<Forgotten> Apply(IWorkspaceWrite write)
    {
        foreach (var id in FactIds)
        {
            if (write.Fact(id) is not { IsLive: true }) { return GraphProblems.MissingFact(id); }
        }

        return Close(write, [.. FactIds.Distinct()], Note, left: 0);
    }

    internal static Forgotten Close(IWorkspaceWrite write, IReadOnlyList<long> factIds, string note, int left)
    {
        if (factIds.Count == 0) { return new Forgotten(null, 0, left); }
        var (first, notes) = (write.Workspace.HeadSeq + 1, new List<long>());
        foreach (var id in factIds)
        {
            var subject = write.Fact(id)!.Statement.SubjectId;
            write.CloseFact(id);
            if (write.Entity(subject) is { IsLive: true, HasGeneratedName: true }) { notes.Add(subject); }
        }

        // A note is nothing without its text.
        foreach (var bare in notes.Distinct().Where(id => !write.FactsOf(id).Concat(write.FactsAbout(id)).Any(fact => fact.IsLive))) { write.DeleteEntity(bare); }
        return new Forgotten(write.AddRevision(RevisionKind.Forgetting, first, 0, 0, note).Id, factIds.Count, left);
    }
}
