using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.ImportExport;

/// <summary>Appends one stretch of a foreign history; refused when the workspace is not where the stretch begins.</summary>
public sealed record RestoreStretch(HistoryStretch Stretch) : IGraphCommand<int>
{
    public Problem? Check(GraphLimits limits) => null;

    public Result<int> Apply(IWorkspaceWrite write)
    {
        if (write.Workspace.HeadSeq != Stretch.AfterSeq)
        {
            return ImportProblems.WorkspaceInUse.With(
                $"The workspace {write.Workspace.Name} is at position {write.Workspace.HeadSeq}, but this part of the bundle begins after {Stretch.AfterSeq}: someone writes to it. Restore into a workspace of its own.");
        }

        write.Restore(Stretch);
        return Stretch.RowCount;
    }
}
