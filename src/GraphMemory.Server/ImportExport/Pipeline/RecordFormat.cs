using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;

namespace GraphMemory.Server.ImportExport.Pipeline;

/// <summary>
/// A format that is read as a stream of items and written from a walk over the live graph. Batches, transactions, checks, checkpoints,
/// rejects, progress and reports are done here, so that a format says only how it is recognised, read and written.
/// </summary>
internal abstract class RecordFormat : IMemoryFormat
{
    public abstract string Name { get; }

    public abstract string Summary { get; }

    public virtual bool CanImport => true;

    public virtual bool CanExport => true;

    public virtual bool IsOneFile => true;

    /// <summary>What a written file keeps; the rest is counted as lost.</summary>
    protected virtual GraphParts Holds => GraphParts.None;

    public abstract Likeness LikenessOf(SourceSample sample);

    /// <summary>
    /// The items of a source, always in the same order. What cannot be understood becomes a <see cref="RejectedItem"/>; of a broken stream the
    /// caller rejects the rest. Lazy: no more in memory than a record and what it needs.
    /// </summary>
    public abstract IEnumerable<SourceItem> Read(ImportSource source, ImportOptions options);

    /// <summary>Why a source of this format cannot be read at all; null when it can. Of several files none is chosen silently.</summary>
    protected virtual Problem? Refusal(ImportSource source) => IsOneFile && source.Names.Count > 1
        ? ImportProblems.FileFault.With($"{source.Path} holds {source.Names.Count} files; {Name} is one file: name it.")
        : null;

    private static Problem? Emptiness(ImportSource source) =>
        source.Names.Count == 0 ? ImportProblems.FileFault.With($"{source.Path} holds no file to import.") : null;

    /// <summary>Writes a format that is one file.</summary>
    protected virtual void Write(LiveGraph graph, Stream output) => throw new NotSupportedException($"{Name} is not one file.");

    /// <summary>Writes a format that is a folder; an empty one is given.</summary>
    protected virtual void Write(LiveGraph graph, string folder) => throw new NotSupportedException($"{Name} is not a folder.");

    /// <summary>True for a file in the target that an earlier export wrote and this one did not write again, so that it goes away.</summary>
    protected virtual bool IsLeftOver(string path) => false;

    public async Task<Result<ImportReport>> ImportAsync(ImportJob job, CancellationToken cancellationToken)
    {
        if (!CanImport) { return ImportProblems.OneWay.With($"{Name} can only be written, not read."); }
        var workspace = await job.Store.OpenWorkspaceAsync(job.Workspace, cancellationToken);
        if (!workspace.IsSuccess) { return workspace.Problem; }
        try
        {
            using var source = ImportSource.At(job.Source);
            if ((Refusal(source) ?? Emptiness(source)) is { } problem) { return problem; }
            return await new RecordImport(job, workspace.Value.Id, this, source).RunAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return ImportProblems.FileFault.With($"{job.Source}: {exception.Message}");
        }
    }

    public Task<Result<ExportReport>> ExportAsync(ExportJob job, CancellationToken cancellationToken)
    {
        if (!CanExport) { return Refused($"{Name} can only be read, not written."); }
        if (job.Output is not null && !IsOneFile) { return Refused($"{Name} is a folder, not one stream; name the folder."); }
        if (job.Store.FindWorkspace(job.Workspace) is not { } workspace)
        {
            return Task.FromResult<Result<ExportReport>>(GraphProblems.WorkspaceNotFound.With($"There is no workspace {job.Workspace}."));
        }

        try
        {
            return Task.FromResult<Result<ExportReport>>(job.Store.Read(workspace.Id, read => Export(job, read, cancellationToken)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult<Result<ExportReport>>(ImportProblems.FileFault.With($"{job.Target}: {exception.Message}"));
        }
    }

    private ExportReport Export(ExportJob job, IWorkspaceRead read, CancellationToken cancellationToken)
    {
        var graph = new LiveGraph(read, Holds, job.Progress, cancellationToken) { Gate = job.Gate };
        if (job.Output is { } output) { Write(graph, output); }
        else if (IsOneFile) { AtomicFile.Write(job.Target, stream => Write(graph, stream)); }
        else { WriteFolder(graph, Path.TrimEndingDirectorySeparator(Path.GetFullPath(job.Target))); }
        return new ExportReport(graph.Written, read.Workspace.HeadSeq) { Lost = graph.Losses() };
    }

    /// <summary>Into a folder beside the target first: a target is touched when everything is written.</summary>
    private void WriteFolder(LiveGraph graph, string target)
    {
        using var scratch = new ScratchFolder(Path.GetDirectoryName(target));
        Write(graph, scratch.Path);
        var written = Directory.Exists(target) ? Names(scratch.Path).ToHashSet(StringComparer.Ordinal) : null;
        scratch.MoveInto(target);
        if (written is null) { return; }
        foreach (var name in Names(target).Where(name => !written.Contains(name) && IsLeftOver(Path.Combine(target, name))).ToList())
        {
            File.Delete(Path.Combine(target, name));
        }
    }

    private static IEnumerable<string> Names(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file));

    private static Task<Result<ExportReport>> Refused(string detail) => Task.FromResult<Result<ExportReport>>(ImportProblems.OneWay.With(detail));
}
