using GraphMemory.Engine.Errors;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.Hosting;

namespace GraphMemory.Server.ImportExport.Pipeline;

/// <summary>Imports into a copy of the memory that is thrown away: what is told is what would happen, to the record.</summary>
internal static class DryRun
{
    public static async Task<Result<ImportReport>> RunAsync(
        MemoryHost memory, IMemoryFormat format, ImportJob job, TimeProvider time, CancellationToken cancellationToken)
    {
        using var scratch = new ScratchFolder(null);
        var opened = memory.Copy(Path.Combine(scratch.Path, "copy"), time, cancellationToken);
        if (!opened.IsSuccess) { return opened.Problem; }
        using var copy = opened.Value;
        return await format.ImportAsync(
            job with
            {
                Store = copy.Store,
                Commands = copy.Commands,
                CheckpointPath = Path.Combine(scratch.Path, "checkpoint.json"),
                RejectsPath = Path.Combine(scratch.Path, "rejects.jsonl"),
            },
            cancellationToken);
    }
}
