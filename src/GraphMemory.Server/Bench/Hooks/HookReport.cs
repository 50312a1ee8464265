using System.Text.Json.Serialization;

namespace GraphMemory.Server.Bench.Hooks;

/// <param name="AnsweredCount">Processes that had something to say.</param>
internal sealed record HookTiming(double P50Ms, double P95Ms, double MaxMs, int Count, int AnsweredCount)
{
    public override string ToString() => $"{P50Ms:0.0} / {P95Ms:0.0} / {MaxMs:0.0} ms ({Count} processes, {AnsweredCount} with an answer)";
}

/// <param name="TailEvents">Log events that stood in no index file.</param>
internal sealed record HookReport(int Nodes, int Seed, long TailEvents, HookTiming SessionStart, HookTiming Prompt);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HookReport))]
internal sealed partial class HookBenchJsonContext : JsonSerializerContext;
