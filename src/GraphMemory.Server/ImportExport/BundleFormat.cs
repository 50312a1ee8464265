using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;

namespace GraphMemory.Server.ImportExport;

/// <summary>GraphMemory's own bundle: the whole history, with ids, positions and both times; import gives back the very same workspace.</summary>
internal sealed class BundleFormat : IMemoryFormat
{
    public string Name => "bundle";

    public string Summary => "GraphMemory bundle: a folder, .zip or .tar with the whole history, checked by SHA-256";

    public bool IsOneFile => false;

    public Likeness LikenessOf(SourceSample sample)
    {
        if (sample.IsFolder && sample.Names.Contains(BundleManifest.FileName) && sample.TextOf(BundleManifest.FileName).Contains("\"product\":\"graphmemory", StringComparison.Ordinal))
        {
            return Likeness.Certain;
        }

        return BundlePack.IsPacked(sample.Path) ? Likeness.Fallback : Likeness.None;
    }

    public Task<Result<ImportReport>> ImportAsync(ImportJob job, CancellationToken cancellationToken) => GuardedAsync(job.Source, async () =>
    {
        using var unpacked = BundlePack.IsPacked(job.Source) ? new ScratchFolder(null) : null;
        if (unpacked is not null) { BundlePack.Unpack(job.Source, unpacked.Path); }
        var bundle = BundleReader.Open(unpacked?.Path ?? job.Source);
        return bundle.IsSuccess ? await new BundleImport(job, bundle.Value).RunAsync(cancellationToken) : bundle.Problem;
    });

    public Task<Result<ExportReport>> ExportAsync(ExportJob job, CancellationToken cancellationToken) => GuardedAsync(job.Target, () =>
    {
        if (job.Store.FindWorkspace(job.Workspace) is not { } workspace)
        {
            return Task.FromResult<Result<ExportReport>>(GraphProblems.WorkspaceNotFound.With($"There is no workspace {job.Workspace}."));
        }

        using var scratch = new ScratchFolder(Path.GetDirectoryName(Path.GetFullPath(job.Target)));
        var report = Write(job, workspace.Id, scratch.Path, cancellationToken);
        if (BundlePack.IsPackName(job.Target)) { BundlePack.Pack(scratch.Path, job.Target); }
        else { Place(scratch.Path, job.Target); }
        return Task.FromResult<Result<ExportReport>>(report);
    });

    private static ExportReport Write(ExportJob job, long workspaceId, string folder, CancellationToken cancellationToken) =>
        job.Store.Read(workspaceId, read =>
        {
            using var writer = new BundleWriter(folder);
            var written = 0L;
            foreach (var stretch in HistoryReading.Of(read))
            {
                cancellationToken.ThrowIfCancellationRequested();
                writer.Write(stretch);
                written += stretch.RowCount;
                job.Progress?.Invoke(written);
            }

            writer.Finish(read.Workspace);
            return new ExportReport(written, read.Workspace.HeadSeq);
        });

    /// <summary>File by file, the manifest last; an older bundle at the target loses its manifest first, so that no mixture looks complete.</summary>
    private static void Place(string folder, string target)
    {
        Directory.CreateDirectory(target);
        File.Delete(Path.Combine(target, BundleManifest.FileName));
        foreach (var name in BundleReader.FileNames.Reverse()) { File.Move(Path.Combine(folder, name), Path.Combine(target, name), overwrite: true); }
    }

    private static async Task<Result<T>> GuardedAsync<T>(string path, Func<Task<Result<T>>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return ImportProblems.FileFault.With($"{path}: {exception.Message}");
        }
        catch (System.Text.Json.JsonException exception)
        {
            return ImportProblems.BadBundle.With($"{path}: a row cannot be read: {exception.Message}");
        }
    }
}
