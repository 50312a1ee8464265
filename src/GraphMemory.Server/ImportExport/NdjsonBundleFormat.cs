using System.Text.Json;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;

namespace GraphMemory.Server.ImportExport;

/// <summary>The bundle as one stream of lines, for pipes and HTTP: the same rows, and a last line that proves that none is missing.</summary>
internal sealed class NdjsonBundleFormat : IMemoryFormat
{
    public string Name => "bundle-ndjson";

    public string Summary => "GraphMemory bundle as one .ndjson file: the whole history, checked by its last line";

    public bool IsOneFile => true;

    public Likeness LikenessOf(SourceSample sample) =>
        !sample.IsFolder && sample.Head.StartsWith("{\"bundle\":{"u8) ? Likeness.Certain : Likeness.None;

    public async Task<Result<ImportReport>> ImportAsync(ImportJob job, CancellationToken cancellationToken)
    {
        using var scratch = new ScratchFolder(null);
        try
        {
            if (NdjsonUnpack.Run(job.Source, scratch.Path, cancellationToken) is { } problem) { return problem; }
            var bundle = BundleReader.Open(scratch.Path);
            return bundle.IsSuccess ? await new BundleImport(job, bundle.Value).RunAsync(cancellationToken) : bundle.Problem;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ImportProblems.FileFault.With($"{job.Source}: {exception.Message}");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return ImportProblems.BadBundle.With($"{job.Source}: a line cannot be read: {exception.Message}");
        }
    }

    public Task<Result<ExportReport>> ExportAsync(ExportJob job, CancellationToken cancellationToken)
    {
        if (job.Store.FindWorkspace(job.Workspace) is not { } workspace)
        {
            return Task.FromResult<Result<ExportReport>>(GraphProblems.WorkspaceNotFound.With($"There is no workspace {job.Workspace}."));
        }

        try
        {
            var report = new ExportReport(0, 0);
            if (job.Output is { } output) { WriteTo(output); }
            else { AtomicFile.Write(job.Target, WriteTo); }
            return Task.FromResult<Result<ExportReport>>(report);

            void WriteTo(Stream stream) => report = job.Store.Read(workspace.Id, read => Write(job, read, stream, cancellationToken));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult<Result<ExportReport>>(ImportProblems.FileFault.With($"{job.Target}: {exception.Message}"));
        }
    }

    private static ExportReport Write(ExportJob job, IWorkspaceRead read, Stream stream, CancellationToken cancellationToken)
    {
        using var writer = new NdjsonWriter(stream);
        writer.Begin(read.Workspace);
        foreach (var stretch in HistoryReading.Of(read))
        {
            cancellationToken.ThrowIfCancellationRequested();
            writer.Write(stretch);
            job.Progress?.Invoke(writer.Rows);
        }

        writer.Finish();
        return new ExportReport(writer.Rows, read.Workspace.HeadSeq);
    }
}
