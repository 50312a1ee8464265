using System.Text.Json.Serialization;

namespace GraphMemory.Server.Bench.Analytics;

/// <summary>What one request cost.</summary>
/// <param name="GraphMb">Memory of the graph's rows, in both directions.</param>
internal sealed record AnalyticsBenchReport(double Seconds, int Nodes, int Edges, double GraphMb)
{
    /// <summary>Numbers about the whole graph that a run found.</summary>
    public Dictionary<string, double>? Figures { get; init; }
}

/// <summary>A request that was refused.</summary>
internal sealed record AnalyticsBenchRefusal(string Problem);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AnalyticsBenchReport))]
[JsonSerializable(typeof(AnalyticsBenchRefusal))]
internal sealed partial class AnalyticsBenchJson : JsonSerializerContext;
