using System.Text.Json.Serialization;
using GraphMemory.Server.Bench.Memory;

namespace GraphMemory.Server.Bench.Vectors;

/// <param name="Data">How the made-up vectors lie.</param>
/// <param name="BuildSeconds">Quantising, linking and writing the file.</param>
/// <param name="CodesMb">Codes and scales: what a search by comparison reads.</param>
/// <param name="LinksMb">The graph.</param>
/// <param name="FloatsMb">Full vectors in the file, of which only the best are read.</param>
/// <param name="ResidentMb">Of this process after the questions.</param>
/// <param name="RecallAt10">Share of the true ten nearest, by exact float32, that are in the answers.</param>
internal sealed record VectorReport(
    string Data, string Index, int Count, int Dimensions, int Threads, double BuildSeconds, double CodesMb, double LinksMb, double FloatsMb, double ResidentMb,
    LatencyMs Query, double RecallAt10);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(VectorReport))]
internal sealed partial class VectorBenchJsonContext : JsonSerializerContext;
