using System.Collections.Immutable;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Registries;

namespace GraphMemory.Engine.ImportExport;

/// <summary>A way to write a memory down. A new format is one class and one line in the list of formats.</summary>
public interface IMemoryFormat : INamed
{
    /// <summary>One line for the list of formats.</summary>
    string Summary { get; }

    bool CanImport => true;

    bool CanExport => true;

    /// <summary>True when it writes one file, which may also be a stream.</summary>
    bool IsOneFile { get; }

    /// <summary>How much a source looks like this format, by its content; names lie.</summary>
    Likeness LikenessOf(SourceSample sample);

    /// <summary>Doing it twice changes nothing; interrupted, it goes on where it stopped.</summary>
    Task<Result<ImportReport>> ImportAsync(ImportJob job, CancellationToken cancellationToken);

    Task<Result<ExportReport>> ExportAsync(ExportJob job, CancellationToken cancellationToken);
}

/// <summary>How much a source looks like a format. The greatest wins; several of the same are ambiguous.</summary>
public enum Likeness
{
    None,
    /// <summary>It could be read so if nothing knows better.</summary>
    Fallback,
    /// <summary>It has the general form.</summary>
    Likely,
    /// <summary>It has marks that nothing else has.</summary>
    Certain,
}

/// <summary>One import.</summary>
/// <param name="CheckpointPath">Where the progress is kept until the import is complete.</param>
/// <param name="RejectsPath">Where records go that could not be used, with the reasons.</param>
/// <param name="Progress">Told after each batch.</param>
public sealed record ImportJob(
    string Source, string Workspace, IGraphStore Store, GraphCommands Commands, GraphLimits Limits,
    string CheckpointPath, string RejectsPath, Action<ImportProgress>? Progress = null)
{
    public ImportOptions Options { get; init; } = ImportOptions.Default;
}

/// <summary>How far an import is.</summary>
/// <param name="BytesTotal">0 when it is not known.</param>
public readonly record struct ImportProgress(ImportReport Report, long BytesRead, long BytesTotal);

/// <summary>One export.</summary>
/// <param name="Target">File or folder to write.</param>
/// <param name="Progress">Told the number of records written so far.</param>
public sealed record ExportJob(string Target, string Workspace, IGraphStore Store, GraphQueries Queries, Action<long>? Progress = null)
{
    /// <summary>Takes the place of <see cref="Target"/> for a format that is one file.</summary>
    public Stream? Output { get; init; }

    /// <summary>Sees what leaves (<see cref="LiveGraph.Gate"/>). A bundle, which is lossless or nothing, does not pass it.</summary>
    public Func<IReadOnlyList<LiveEntity>, IReadOnlyList<LiveEntity>>? Gate { get; init; }
}

/// <summary>How many records an export wrote, and the log position they stand for.</summary>
public sealed record ExportReport(long Written, long Seq)
{
    /// <summary>What the format cannot hold: part and count.</summary>
    public ImmutableSortedDictionary<string, long> Lost { get; init; } = ImmutableSortedDictionary<string, long>.Empty;
}
