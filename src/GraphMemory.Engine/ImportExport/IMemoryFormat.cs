using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Registries;

namespace GraphMemory.Engine.ImportExport;

/// <summary>A way to write a memory down. A new format is one class and one line in the list of formats.</summary>
public interface IMemoryFormat : INamed
{
    /// <summary>One line for the list of formats.</summary>
    string Summary { get; }

    /// <summary>Whether a file or folder is of this format, by its content; names lie.</summary>
    bool Recognises(string path);

    /// <summary>Doing it twice changes nothing; interrupted, it goes on where it stopped.</summary>
    Task<Result<ImportReport>> ImportAsync(ImportJob job, CancellationToken cancellationToken);

    Task<Result<ExportReport>> ExportAsync(ExportJob job, CancellationToken cancellationToken);
}

/// <summary>One import.</summary>
/// <param name="CheckpointPath">Where the progress is kept until the import is complete.</param>
/// <param name="RejectsPath">Where records go that could not be used, with the reasons.</param>
/// <param name="Progress">Told after each batch.</param>
public sealed record ImportJob(
    string Source, string Workspace, IGraphStore Store, GraphCommands Commands, GraphLimits Limits, bool IsDryRun,
    string CheckpointPath, string RejectsPath, Action<ImportReport>? Progress = null);

/// <summary>One export.</summary>
/// <param name="Progress">Told the number of records written so far.</param>
public sealed record ExportJob(string Target, string Workspace, IGraphStore Store, GraphQueries Queries, Action<long>? Progress = null);

/// <summary>How many records an export wrote, and the log position they stand for.</summary>
public sealed record ExportReport(long Written, long Seq);
