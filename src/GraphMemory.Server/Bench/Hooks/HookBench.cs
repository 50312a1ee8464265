using GraphMemory.Server.Hooks;
using System.Diagnostics;
using System.Text.Json;
using GraphMemory.Engine.Errors;
using GraphMemory.Server.Bench.Memory;
using GraphMemory.Server.Cli;
using GraphMemory.Server.Configuration;
using GraphMemory.Server.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace GraphMemory.Server.Bench.Hooks;

/// <param name="Nodes">Entities of the workspace.</param>
/// <param name="Runs">Processes of each event.</param>
/// <param name="Tail">Entities written after the index files: what a busy day leaves behind.</param>
/// <param name="Executable">The binary that is started.</param>
internal sealed record HookBenchOptions(int Nodes, int Seed, int Runs, int Tail, string Executable);

/// <summary>What a conversation waits for: a whole process of <c>graphmemory hook</c>, from its start to its end.</summary>
internal sealed class HookBench(TimeProvider time, IProgress<WorkProgress> progress)
{
    private const int WarmUps = 5;

    public async Task<Result<HookReport>> RunAsync(HookBenchOptions options, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("graphmemory-bench-").FullName;
        try
        {
            var memory = new SyntheticMemory(options.Seed);
            var built = await BuildAsync(options, folder, memory, cancellationToken);
            if (!built.IsSuccess) { return built.Problem; }
            var questions = memory.Questions(options.Runs);
            var start = Measure(options, folder, "session-start", [""], cancellationToken);
            if (!start.IsSuccess) { return start.Problem; }
            var prompt = Measure(options, folder, "prompt", questions, cancellationToken);
            return prompt.IsSuccess ? new HookReport(options.Nodes, options.Seed, built.Value, start.Value, prompt.Value) : prompt.Problem;
        }
        finally { Directory.Delete(folder, recursive: true); }
    }

    /// <summary>Returns how many log events stand in no index file.</summary>
    private async Task<Result<long>> BuildAsync(HookBenchOptions options, string folder, SyntheticMemory synthetic, CancellationToken cancellationToken)
    {
        var opened = MemoryHost.Open(new GraphMemoryOptions { Data = new() { Folder = folder } }, time);
        if (!opened.IsSuccess) { return opened.Problem; }
        using var memory = opened.Value;
        var workspace = await memory.WorkspaceToWriteAsync(cancellationToken);
        if (!workspace.IsSuccess) { return workspace.Problem; }
        using var checkpoints = new BackgroundLoop(MemoryHost.CheckpointStep((Sqlite.SqliteGraphStore)memory.Store), time, NullLogger.Instance);
        await checkpoints.StartAsync(CancellationToken.None);
        var ingest = new Ingest(memory.Commands, time, progress);
        var filled = await ingest.RunAsync(workspace.Value, synthetic, options.Nodes, cancellationToken);
        if (!filled.IsSuccess) { return filled.Problem; }
        while (memory.Recall.CompactStep(workspace.Value, force: true)) { }
        var indexed = HeadSeq(memory, workspace.Value);
        var tail = await ingest.RunAsync(workspace.Value, synthetic, options.Tail, cancellationToken);
        await checkpoints.StopAsync(CancellationToken.None);
        return tail.IsSuccess ? HeadSeq(memory, workspace.Value) - indexed : tail.Problem;
    }

    private static long HeadSeq(MemoryHost memory, long workspace) => memory.Store.Read(workspace, read => read.Workspace.HeadSeq);

    private Result<HookTiming> Measure(HookBenchOptions options, string folder, string name, List<string> prompts, CancellationToken cancellationToken)
    {
        var (times, answered) = (new List<double>(options.Runs), 0);
        for (var run = -WarmUps; run < options.Runs; run++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var input = $$"""{"session_id":"bench","cwd":"/","prompt":"{{JsonEncodedText.Encode(prompts[Math.Abs(run) % prompts.Count])}}"}""";
            var began = time.GetTimestamp();
            using var process = Start(options.Executable, folder, name);
            process.StandardInput.Write(input);
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            var elapsed = time.GetElapsedTime(began).TotalMilliseconds;
            if (process.ExitCode != 0) { return BenchProblems.ChildFailed.With($"{options.Executable} hook {name} ended with exit code {process.ExitCode}"); }
            if (run < 0) { continue; }
            times.Add(elapsed);
            answered += output.Length > 0 ? 1 : 0;
        }

        var sorted = Percentiles.Of(times);
        return new HookTiming(Math.Round(sorted.At(50), 1), Math.Round(sorted.At(95), 1), Math.Round(sorted.At(100), 1), sorted.Count, answered);
    }

    // Without the bound that cuts slow hooks off: what is measured is how long an answer takes, not how soon one is given up.
    private static Process Start(string executable, string folder, string name) => Process.Start(
        new ProcessStartInfo(executable, ["hook", name, "--data", folder, HookOptions.Timeout, $"{HookOptions.TimeoutMax}"]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })!;
}
