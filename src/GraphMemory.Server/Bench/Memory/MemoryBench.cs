using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Retrieval;
using GraphMemory.Engine.Retrieval.Index;
using GraphMemory.Server.Cli;
using GraphMemory.Server.Hosting;
using GraphMemory.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace GraphMemory.Server.Bench.Memory;

/// <param name="Nodes">Entities of the workspace.</param>
/// <param name="Keep">Where the data folder is made and stays; null for a temporary one.</param>
/// <param name="Executable">The binary whose start is measured.</param>
internal sealed record MemoryBenchOptions(int Nodes, int Seed, string? Keep, string Executable);

/// <summary>Builds a realistic workspace and measures what a user would feel.</summary>
internal sealed class MemoryBench(TimeProvider time, IProgress<WorkProgress> progress)
{
    private const int QuestionCount = 600;

    public async Task<Result<MemoryReport>> RunAsync(MemoryBenchOptions options, CancellationToken cancellationToken)
    {
        if (options.Nodes < 10)
        {
            return BenchProblems.BadOption.With($"--nodes is {options.Nodes}.", new FieldProblem("--nodes", "is too small", "give at least 10"));
        }

        if (options.Keep is { } keep && Directory.Exists(keep) && Directory.EnumerateFileSystemEntries(keep).Any())
        {
            return BenchProblems.BadOption.With($"{keep} is not empty.", new FieldProblem("--keep", "is not empty", "name a new folder"));
        }

        var temporary = Directory.CreateTempSubdirectory("graphmemory-bench-").FullName;
        try { return await MeasureAsync(options, new DataFolder(options.Keep ?? Path.Combine(temporary, "data")), temporary, cancellationToken); }
        finally { Directory.Delete(temporary, recursive: true); }
    }

    private async Task<Result<MemoryReport>> MeasureAsync(
        MemoryBenchOptions options, DataFolder folder, string temporary, CancellationToken cancellationToken)
    {
        var memory = new SyntheticMemory(options.Seed);
        var built = await BuildAsync(options, folder, memory, cancellationToken);
        if (!built.IsSuccess) { return built.Problem; }
        var questions = memory.Questions(QuestionCount);
        var recall = AskInProcess(folder, questions);
        if (!recall.IsSuccess) { return recall.Problem; }
        var cold = await new ColdStart(time, options.Executable).RunAsync(folder.Path, Path.Combine(temporary, "empty"), questions, cancellationToken);
        if (!cold.IsSuccess) { return cold.Problem; }
        return new MemoryReport(
            options.Nodes, options.Seed, built.Value.Ingest, built.Value.Writes, recall.Value, cold.Value,
            new SizeReport(Mb(folder.DatabasePath, folder.WalPath), Mb([.. IndexFiles(folder)])));
    }

    private async Task<Result<(IngestReport Ingest, DurableWriteReport Writes)>> BuildAsync(
        MemoryBenchOptions options, DataFolder folder, SyntheticMemory memory, CancellationToken cancellationToken)
    {
        var opened = SqliteGraphStore.Open(folder, time);
        if (!opened.IsSuccess) { return opened.Problem; }
        using var store = opened.Value;
        var workspace = await store.OpenWorkspaceAsync(Workspace.DefaultName, cancellationToken);
        if (!workspace.IsSuccess) { return workspace.Problem; }
        var commands = new GraphCommands(store, new GraphLimits { ItemsPerRequestMax = int.MaxValue });
        var ingest = await MemoryHost.WithCheckpointsAsync(
            store, time, () => new Ingest(commands, time, progress).RunAsync(workspace.Value.Id, memory, options.Nodes, cancellationToken));
        if (!ingest.IsSuccess) { return ingest.Problem; }
        while (store.CheckpointStep()) { cancellationToken.ThrowIfCancellationRequested(); }
        var writes = await new DurableWrites(commands, time).RunAsync(workspace.Value.Id, memory, folder.Path, cancellationToken);
        return writes.IsSuccess ? (ingest.Value, writes.Value) : writes.Problem;
    }

    /// <summary>As a server would have it: the segment files are written, then questions come.</summary>
    private Result<RecallReport> AskInProcess(DataFolder folder, List<string> questions)
    {
        var opened = SqliteGraphStore.Open(folder, time);
        if (!opened.IsSuccess) { return opened.Problem; }
        using var store = opened.Value;
        var workspaceId = store.FindWorkspace(Workspace.DefaultName)!.Id;
        var began = time.GetTimestamp();
        var recall = new Recall(store, time, folder.IndexPath, new IndexOptions());
        while (recall.CompactStep(workspaceId)) { }
        var indexSeconds = time.GetElapsedTime(began).TotalSeconds;
        var timing = new RecallTiming(time, recall.Ask, new ContextPacker(recall).Pack);
        return timing.Run(workspaceId, questions).Map(report => report with { IndexSeconds = Math.Round(indexSeconds, 2) });
    }

    private static IEnumerable<string> IndexFiles(DataFolder folder) =>
        Directory.Exists(folder.IndexPath) ? Directory.EnumerateFiles(folder.IndexPath, "*", SearchOption.AllDirectories) : [];

    private static double Mb(params ReadOnlySpan<string> paths)
    {
        var bytes = 0L;
        foreach (var path in paths) { bytes += File.Exists(path) ? new FileInfo(path).Length : 0; }
        return Math.Round(bytes / 1048576.0, 1);
    }
}
