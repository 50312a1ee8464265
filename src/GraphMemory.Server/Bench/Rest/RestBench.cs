using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Retrieval;
using GraphMemory.Engine.Retrieval.Index;
using GraphMemory.Server.Bench.Memory;
using GraphMemory.Server.Cli;
using GraphMemory.Server.Hosting;
using GraphMemory.Server.Rest;
using GraphMemory.Sqlite;

namespace GraphMemory.Server.Bench.Rest;

/// <param name="Seconds">Length of each measurement.</param>
/// <param name="Executable">The binary that serves.</param>
internal sealed record RestBenchOptions(int Nodes, int Connections, int Seconds, int Seed, string Executable);

/// <param name="EventsPerSecond">Telemetry events taken in by batches.</param>
/// <param name="Attack">What the attackers of the last measurement got.</param>
internal sealed record RestReport(int Nodes, int Seconds, LoadReport[] Loads, double EventsPerSecond, double ResidentMb, AttackReport Attack);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RestReport))]
internal sealed partial class RestBenchJson : JsonSerializerContext;

/// <summary>A server process under load, with the generator on the same machine: what many clients of one memory would feel.</summary>
internal sealed class RestBench(TimeProvider time, IProgress<WorkProgress> progress)
{
    /// <summary>Questions that come again and again, as assistants ask them.</summary>
    private const int RepeatedQuestions = 600;

    /// <summary>Enough that no measurement comes to its end.</summary>
    private const int NewQuestions = 60_000;

    private const int EventsPerBatch = 1_000;
    private const int BatchConnections = 4;

    /// <summary>Clients that leave the processors free time, so that what an attack costs them can be seen.</summary>
    private const int SteadyConnections = 8;

    private static readonly TimeSpan SteadyPause = TimeSpan.FromMilliseconds(20);

    public async Task<Result<RestReport>> RunAsync(RestBenchOptions options, CancellationToken cancellationToken)
    {
        if (options.Nodes < 10 || options.Connections is < 1 or > 1_000 || options.Seconds is < 1 or > 600)
        {
            return BenchProblems.BadOption.With("The benchmark cannot run so.", new FieldProblem("--nodes", "or another number is out of range", "give at least 10 nodes, 1 to 1000 connections, 1 to 600 seconds"));
        }

        var temporary = Directory.CreateTempSubdirectory("graphmemory-bench-").FullName;
        try
        {
            var (folder, memory) = (new DataFolder(Path.Combine(temporary, "data")), new SyntheticMemory(options.Seed));
            if (await BuildAsync(options, folder, memory, cancellationToken) is { } problem) { return problem; }
            using var server = await ServeChild.StartAsync(options.Executable, folder, cancellationToken);
            return await MeasureAsync(options, memory, server, cancellationToken);
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    private async Task<Problem?> BuildAsync(RestBenchOptions options, DataFolder folder, SyntheticMemory memory, CancellationToken cancellationToken)
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
        var recall = new Recall(store, time, folder.IndexPath, new IndexOptions());
        while (recall.CompactStep(workspace.Value.Id)) { cancellationToken.ThrowIfCancellationRequested(); }
        return null;
    }

    private async Task<Result<RestReport>> MeasureAsync(RestBenchOptions options, SyntheticMemory memory, ServeChild server, CancellationToken cancellationToken)
    {
        var load = new Load(server.Address, server.Token, time);
        byte[][] asked = [.. memory.Questions(RepeatedQuestions).Select(question => load.Get(RecallPath(question)))];
        byte[][] unasked = [.. memory.Questions(NewQuestions).Select(question => load.Get(RecallPath(question)))];
        var connections = options.Connections;
        LoadPlan[] plans =
        [
            new("recall, each question for the first time", connections, options.Seconds, 200, (index, number) => unasked[((number * connections) + index) % unasked.Length]),
            new("recall, 600 questions over and over", connections, options.Seconds, 200, (index, number) => asked[(number + (index * 97)) % asked.Length]),
            new("write, one observation", connections, options.Seconds, 201, (index, number) => load.Post($"{RestEndpoints.Root}/facts", Observation(index, number))),
            new("telemetry, one event", connections, options.Seconds, 202, (index, number) => load.Post($"{RestEndpoints.Root}/telemetry", Event(index, number))),
            new("telemetry, batches of 1,000 events", BatchConnections, options.Seconds, 202, (index, number) => load.Post($"{RestEndpoints.Root}/telemetry", Batch(index, number))),
        ];
        var reports = new List<LoadReport>();
        foreach (var plan in plans)
        {
            progress.Report(new(reports.Count, plans.Length, "measurements"));
            reports.Add(await load.RunAsync(plan, cancellationToken));
        }

        var events = reports[^1].RequestsPerSecond * EventsPerBatch;
        LoadPlan Steady(string name) => new(name, SteadyConnections, options.Seconds, 200, (index, number) => asked[(number + (index * 97)) % asked.Length]) { Pause = SteadyPause };
        reports.Add(await load.RunAsync(Steady("recall, a steady 8 clients"), cancellationToken));
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var attack = new Attack(server.Address, server.Token, options.Connections, time).RunAsync(over.Token);
        reports.Add(await load.RunAsync(Steady("the same beside hostile requests"), cancellationToken));
        await over.CancelAsync();
        return new RestReport(options.Nodes, options.Seconds, [.. reports], events, server.ResidentMb, await attack);
    }

    private static string RecallPath(string question) => $"{RestEndpoints.Root}/recall?query={Uri.EscapeDataString(question)}";

    private static string Observation(int index, int number) => string.Create(
        CultureInfo.InvariantCulture, $$"""{"observations":[{"text":"Connection {{index}} learnt thing number {{number}} about the parser and its tests","about":"load {{index}}.{{number % 64}}"}]}""");

    private static string Event(int index, int number) => string.Create(
        CultureInfo.InvariantCulture, $$"""{"type":"{{(number % 3 == 0 ? "file_save" : "file_open")}}","timestamp":{{number}},"id":"one-{{index}}-{{number}}","sessionId":"load-{{index}}","file":"src/part{{number % 40}}.cs"}""");

    private static string Batch(int index, int number)
    {
        var text = new StringBuilder("[");
        for (var i = 0; i < EventsPerBatch; i++)
        {
            if (i > 0) { text.Append(','); }
            text.Append(CultureInfo.InvariantCulture, $$"""{"type":"{{(i % 3 == 0 ? "file_save" : "file_open")}}","timestamp":{{i}},"id":"{{index}}-{{number}}-{{i}}","sessionId":"batch-{{index}}-{{i % 8}}","file":"src/part{{i % 40}}.cs"}""");
        }

        return text.Append(']').ToString();
    }
}
