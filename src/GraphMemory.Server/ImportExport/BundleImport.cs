using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;

namespace GraphMemory.Server.ImportExport;

/// <summary>
/// Restores a bundle into a workspace that is empty, or holds the beginning of this very bundle: then it goes on from there, so an
/// interrupted import is resumed by running it again, and a complete one changes nothing.
/// </summary>
internal sealed class BundleImport(ImportJob job, BundleReader bundle)
{
    public async Task<Result<ImportReport>> RunAsync(CancellationToken cancellationToken)
    {
        var opened = await WorkspaceAsync(cancellationToken);
        if (!opened.IsSuccess) { return opened.Problem; }
        var (workspaceId, head) = opened.Value;
        if (head > 0 && !job.Store.Read(workspaceId, IsBeginning)) { return NotTheSame(head); }
        var report = ImportReport.Empty;
        foreach (var stretch in bundle.Stretches())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var isThere = stretch.AfterSeq < head;
            if (!isThere)
            {
                var restored = await job.Commands.ExecuteAsync(workspaceId, new RestoreStretch(stretch), cancellationToken);
                if (!restored.IsSuccess) { return restored.Problem; }
            }

            report = Count(report, stretch, isThere);
            job.Progress?.Invoke(new ImportProgress(report, 0, 0));
        }

        return report;
    }

    private async Task<Result<(long Id, long Head)>> WorkspaceAsync(CancellationToken cancellationToken)
    {
        if (job.Store.FindWorkspace(job.Workspace) is { } known) { return (known.Id, known.HeadSeq); }
        var opened = await job.Store.OpenWorkspaceAsync(job.Workspace, cancellationToken);
        return opened.Map(workspace => (workspace.Id, workspace.HeadSeq));
    }

    private static ImportReport Count(ImportReport report, HistoryStretch stretch, bool isThere) => report with
    {
        Read = report.Read + stretch.RowCount,
        Created = report.Created + (isThere ? 0 : stretch.RowCount),
        Skipped = report.Skipped + (isThere ? stretch.RowCount : 0),
    };

    private Problem NotTheSame(long head) => ImportProblems.WorkspaceNotEmpty.With(
        $"The workspace {job.Workspace} holds {head} changes that are not the beginning of this bundle. Import it into a new workspace with --workspace.");

    /// <summary>Whether everything that stands is the beginning of the bundle, compared by the rows as a bundle would hold them.</summary>
    private bool IsBeginning(IWorkspaceRead read)
    {
        if (read.Workspace.HeadSeq > bundle.Manifest.HeadSeq) { return false; }
        using var expected = bundle.Stretches().GetEnumerator();
        return HistoryReading.Of(read).All(standing =>
            expected.MoveNext() && standing.ToSeq == expected.Current.ToSeq && Rows(standing).SequenceEqual(Rows(expected.Current)));
    }

    private static IEnumerable<string> Rows(HistoryStretch stretch) =>
    [
        .. stretch.Predicates.Select(row => Text(PredicateLine.Of(row), BundleJson.Default.PredicateLine)),
        .. stretch.Entities.Select(row => Text(EntityLine.Of(row), BundleJson.Default.EntityLine)),
        .. stretch.Facts.Select(row => Text(FactLine.Of(row), BundleJson.Default.FactLine)),
        .. stretch.Conflicts.Select(row => Text(ConflictLine.Of(row), BundleJson.Default.ConflictLine)),
        .. stretch.Log.Select(row => Text(EventLine.Of(row), BundleJson.Default.EventLine)),
        .. stretch.Marks.Select(row => Text(MarkLine.Of(row), BundleJson.Default.MarkLine)),
        .. stretch.Revisions.Select(row => Text(RevisionLine.Of(row), BundleJson.Default.RevisionLine)),
    ];

    private static string Text<T>(T row, JsonTypeInfo<T> type) => JsonSerializer.Serialize(row, type);
}
