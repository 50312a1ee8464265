using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;

namespace GraphMemory.Server.ImportExport;

/// <summary>The memory file of the MCP reference server.</summary>
internal sealed class ReferenceJsonlFormat : IMemoryFormat
{
    /// <summary>Lines that are looked at to recognise the format.</summary>
    private const int SampleLines = 20;

    public string Name => "reference-jsonl";

    public string Summary => "memory.jsonl of the MCP reference server: what stands today, without history";

    public bool IsOneFile => true;

    public Likeness LikenessOf(SourceSample sample)
    {
        if (sample.IsFolder) { return Likeness.None; }
        using var stream = new MemoryStream(sample.Head.ToArray());
        return ReferenceJsonReader.Read(stream).Take(SampleLines).Any(line => !line.Records.IsEmpty) ? Likeness.Certain : Likeness.None;
    }

    public async Task<Result<ImportReport>> ImportAsync(ImportJob job, CancellationToken cancellationToken)
    {
        var workspace = await job.Store.OpenWorkspaceAsync(job.Workspace, cancellationToken);
        if (!workspace.IsSuccess) { return workspace.Problem; }
        try
        {
            return await new ReferenceJsonlImport(job, workspace.Value.Id).RunAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ImportProblems.FileFault.With($"{job.Source}: {exception.Message}");
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
            var graph = job.Queries.ReadGraph(workspace.Id);
            if (job.Output is { } output) { ReferenceJsonWriter.Write(graph, output); }
            else { AtomicFile.Write(job.Target, stream => ReferenceJsonWriter.Write(graph, stream)); }
            var written = graph.Entities.Length + graph.Relations.Length;
            job.Progress?.Invoke(written);
            return Task.FromResult<Result<ExportReport>>(new ExportReport(written, workspace.HeadSeq));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult<Result<ExportReport>>(ImportProblems.FileFault.With($"{job.Target}: {exception.Message}"));
        }
    }
}
