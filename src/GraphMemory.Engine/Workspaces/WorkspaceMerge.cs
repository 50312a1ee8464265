using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.Workspaces;

/// <summary>
/// Carries a workspace over into another: every fact with its history, provenance, tags and valid times; entities of one name become one;
/// contradictions between the two are found. In bounded transactions: interrupted, it goes on where it stopped, and repeated, it carries over
/// only what is new.
/// </summary>
public sealed class WorkspaceMerge(IGraphStore store, GraphCommands commands)
{
    /// <summary>A source that is deleted after the merge must stand still for a moment.</summary>
    private const int DeletionsMax = 16;

    public async Task<Result<MergeReport>> RunAsync(
        Workspace source, Workspace target, bool deleteSource, Action<MergeReport>? progress, CancellationToken cancellationToken)
    {
        if (Same(source, target) is { } problem) { return problem; }
        var report = MergeReport.Empty;
        for (var i = 0; i < DeletionsMax; i++)
        {
            var carried = await CarryAsync(source.Id, target.Id, report, progress, cancellationToken).ConfigureAwait(false);
            if (!carried.IsSuccess || !deleteSource) { return carried; }
            report = carried.Value;
            var deleted = await store.DeleteWorkspaceAsync(source.Id, report.Seq, cancellationToken).ConfigureAwait(false);
            if (deleted.IsSuccess) { return report with { IsSourceDeleted = true }; }
            if (deleted.Problem.Code != StoreProblems.WorkspaceMoved) { return deleted.Problem; }
        }

        return WorkspaceProblems.KeepsGrowing.With(
            $"Everything in {source.Name} was carried over, but someone goes on writing to it. Stop that, then merge again: what was carried over is not repeated.");
    }

    /// <summary>What a merge would do. Changes nothing.</summary>
    /// <param name="target">Null for one that is still to be made.</param>
    public async Task<Result<MergeReport>> PreviewAsync(Workspace source, Workspace? target, CancellationToken cancellationToken)
    {
        if (target is null) { return store.Read(source.Id, read => MergeReading.Preview(read, null, 0)); }
        if (Same(source, target) is { } problem) { return problem; }
        var after = await DoneAsync(source.Id, target.Id, cancellationToken).ConfigureAwait(false);
        return after.Map(seq => store.Read([source.Id, target.Id], reads => MergeReading.Preview(reads[0], reads[1], seq)));
    }

    private async Task<Result<MergeReport>> CarryAsync(
        long sourceId, long targetId, MergeReport report, Action<MergeReport>? progress, CancellationToken cancellationToken)
    {
        var begun = await DoneAsync(sourceId, targetId, cancellationToken).ConfigureAwait(false);
        if (!begun.IsSuccess) { return begun.Problem; }
        var (after, head, endings) = store.Read(sourceId, read => (begun.Value, read.Workspace.HeadSeq, MergeReading.Endings(read, begun.Value)));
        while (after < head)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var stretch = store.Read(sourceId, read => MergeReading.Stretch(read, after, endings));
            var told = await commands.ExecuteAsync(targetId, new MergeStretch(stretch), cancellationToken).ConfigureAwait(false);
            if (!told.IsSuccess) { return told.Problem; }
            report = report.And(told.Value);
            after = told.Value.Seq;
            progress?.Invoke(report);
        }

        return report with { Seq = after };
    }

    private Task<Result<long>> DoneAsync(long sourceId, long targetId, CancellationToken cancellationToken) =>
        store.WriteAsync<long>(targetId, write => write.MergedSeq(sourceId), cancellationToken);

    private static Problem? Same(Workspace source, Workspace target) => source.Id == target.Id
        ? WorkspaceProblems.SameWorkspace.With(
            $"{source.Name} is both ends of the merge.", new FieldProblem("target", "is the source", "Name another workspace to merge into."))
        : null;
}
