using System.Diagnostics;
using System.Text.Json.Serialization;
using GraphMemory.Engine.Analytics.Runs;

namespace GraphMemory.Server.Bench.Analytics;

/// <param name="Steps">Steps by what came of them.</param>
/// <param name="Rechecked">Answers about the moving workspace that a single thread computed again.</param>
/// <param name="Faults">Answers that differ, and problems that nobody asked for; none when all is well.</param>
/// <param name="WarmBytes">Working set after the first steps; 0 when there were fewer.</param>
internal sealed record StressReport(
    int Threads, Dictionary<string, long> Steps, int Rechecked, string[] Faults, Holding Before, long WarmBytes, Holding After, RunCounts Runs);

/// <summary>What the process holds.</summary>
/// <param name="Files">Open handles; 0 where the system does not list them.</param>
internal sealed record Holding(long WorkingSetBytes, long ManagedBytes, int Threads, int Files)
{
    private const string FilesFolder = "/proc/self/fd";

    public static Holding Of()
    {
        using var process = Process.GetCurrentProcess();
        return new(
            process.WorkingSet64, GC.GetTotalMemory(forceFullCollection: true), process.Threads.Count, Directory.Exists(FilesFolder) ? Directory.GetFiles(FilesFolder).Length : 0);
    }
}

/// <summary>The roadmap's graph analysis: a workspace of some size, five algorithms.</summary>
/// <param name="ReadMs">Reading the snapshot from the store, the shortest.</param>
/// <param name="AnalysisMs">From the snapshot to all answers, the shortest of the rounds; nothing is kept between them.</param>
/// <param name="MedianMs">The same, the median.</param>
/// <param name="AlgorithmMs">Each computation alone, the shortest.</param>
internal sealed record AnalysisReport(int Nodes, int Edges, int Rounds, int Threads, double ReadMs, double AnalysisMs, double MedianMs, double P95Ms, Dictionary<string, double> AlgorithmMs);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StressReport))]
[JsonSerializable(typeof(AnalysisReport))]
internal sealed partial class StressJson : JsonSerializerContext;
