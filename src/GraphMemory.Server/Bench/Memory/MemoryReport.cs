using System.Text.Json.Serialization;

namespace GraphMemory.Server.Bench.Memory;

/// <summary>Milliseconds at three percentiles, and how many were measured.</summary>
internal sealed record LatencyMs(double P50, double P95, double P99, int Count)
{
    public static LatencyMs Of(Percentiles values) =>
        new(Math.Round(values.At(50), 3), Math.Round(values.At(95), 3), Math.Round(values.At(99), 3), values.Count);

    public override string ToString() => $"{P50:0.000} / {P95:0.000} / {P99:0.000} ms";
}

/// <param name="ObservationsPerSecond">Durable observations over the time spent in writes that stored them.</param>
/// <param name="FactsPerSecond">Observations and relations over the time of all writes.</param>
internal sealed record IngestReport(long Observations, long Relations, double Seconds, double ObservationsPerSecond, double FactsPerSecond);

/// <param name="OneFsync">Appending 4 KB to a file of the same disk and forcing it out, once.</param>
/// <param name="TwoFsyncs">The same, twice.</param>
internal sealed record DurableWriteReport(LatencyMs Write, LatencyMs OneFsync, LatencyMs TwoFsyncs);

/// <param name="FirstTouch">Each question for the first time.</param>
/// <param name="Warm">The same questions once more.</param>
internal sealed record RecallReport(LatencyMs FirstTouch, LatencyMs Warm, LatencyMs Context, double IndexSeconds);

/// <param name="MsMedian">From the start of <c>graphmemory mcp</c> to the answer of its first recall.</param>
internal sealed record ColdStartReport(
    int Runs, double MsMedian, double MsMax, double ResidentMbIdle, double ResidentMbFirstRecall, double ResidentMbAllRecalls, LatencyMs RecallOverStdio);

internal sealed record SizeReport(double DatabaseMb, double IndexMb);

internal sealed record MemoryReport(
    int Nodes, int Seed, IngestReport Ingest, DurableWriteReport DurableWrite, RecallReport Recall, ColdStartReport ColdStart, SizeReport Size);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(MemoryReport))]
internal sealed partial class BenchJsonContext : JsonSerializerContext;
