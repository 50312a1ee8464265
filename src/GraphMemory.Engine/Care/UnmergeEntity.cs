using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.Care;

/// <summary>Takes the merge of an entity back, by its name. Doing it twice changes nothing.</summary>
public sealed record UnmergeEntity(string Name) : IGraphCommand<UndoOutcome>
{
    public Problem? Check(GraphLimits limits) => RequestCheck.Name("name", Name, limits);

    public Result<UndoOutcome> Apply(IWorkspaceWrite write)
    {
        var versions = write.EntitiesNamed(Name).Reverse().ToList();
        if (versions.Select(entity => write.MergeOf(entity.Id)).FirstOrDefault(merge => merge is not null) is { } standing)
        {
            return new UndoRevision(standing.Id).Apply(write);
        }

        var undone = write.Revisions(long.MaxValue, int.MaxValue).FirstOrDefault(revision =>
            revision is { Kind: RevisionKind.Merge, Stands: false } && versions.Exists(entity => entity.Id == revision.SubjectId));
        return undone is not null
            ? new UndoOutcome(undone.Id, RevisionKind.Merge, 0, 0, IsNew: false)
            : CareProblems.RevisionNotFound.With($"{Name} was not merged into anything; \"graphmemory care history\" lists what was.");
    }
}
