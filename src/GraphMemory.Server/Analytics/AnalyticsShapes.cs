using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using GraphMemory.Engine.Analytics;
using GraphMemory.Engine.Analytics.Runs;

namespace GraphMemory.Server.Analytics;

internal sealed record GraphSizeShape(int Nodes, int Edges, bool Directed, bool Weighted);

internal sealed record NodeShape(string Name, string? Type, double Value, Dictionary<string, double>? More);

internal sealed record GroupShape(int Id, int Size, string[] Members);

internal sealed record PairShape(string Source, string Target, double Score);

internal sealed record PathShape(string[] Nodes, double Length);

internal sealed record TableShape(string[] Columns, string[][] Rows);

internal sealed record StatisticsShape(int Count, double Mean, double Median, double Std, double Min, double Max);

/// <summary>What a run found.</summary>
/// <param name="Seq">Position of the log that the graph was drawn from; null for a file.</param>
/// <param name="ElapsedMs">Time of the computation alone; that of the first run when the answer was kept.</param>
internal sealed record RunShape(
    string Algorithm, string Title, string Kind, string? Workspace, long? Seq, GraphSizeShape Graph, double ElapsedMs, bool CacheHit, bool Approximate,
    string? ErrorBound, bool Truncated, string[] Findings, string[] Notes, Dictionary<string, double> Figures)
{
    /// <summary>What the value of a node is.</summary>
    public string? Value { get; init; }

    public NodeShape[]? Nodes { get; init; }

    public StatisticsShape? Statistics { get; init; }

    public int? GroupCount { get; init; }

    public GroupShape[]? Groups { get; init; }

    public PairShape[]? Pairs { get; init; }

    public PathShape[]? Paths { get; init; }

    public TableShape? Table { get; init; }

    /// <summary>Of the command line: reading the graph.</summary>
    public double? LoadMs { get; init; }

    /// <summary>Of the command line: threads that computed.</summary>
    public int? Threads { get; init; }

    /// <param name="top">Rows of each list.</param>
    public static RunShape Of(RunReport report, string? workspace, int top) => new(
        report.Algorithm, report.Description.Title, Words.Of(report.Description.Kind), workspace, workspace is null ? null : report.Seq,
        new(report.NodeCount, report.EdgeCount, report.IsDirected, report.IsWeighted), Math.Round(report.Elapsed.TotalMilliseconds, 4), report.IsCacheHit,
        report.IsApproximate, report.Description.ErrorBound, report.IsTruncated, [.. report.Findings], [.. report.Notes], Named(report.Figures))
    {
        Value = report.ValueName,
        Nodes = report.ValueName is null ? null : [.. report.Nodes.Take(top).Select(node => new NodeShape(
            node.Name, node.Type.Length == 0 ? null : node.Type, node.Value, node.More.IsEmpty ? null : Named(node.More)))],
        Statistics = report.Statistics is { } s ? new(s.Count, s.Mean, s.Median, s.Deviation, s.Min, s.Max) : null,
        GroupCount = report.Groups.IsEmpty ? null : report.GroupCount,
        Groups = report.Groups.IsEmpty ? null : [.. report.Groups.Take(top).Select(group => new GroupShape(group.Id, group.Size, [.. group.Members]))],
        Pairs = report.Pairs.IsEmpty ? null : [.. report.Pairs.Take(top).Select(pair => new PairShape(pair.Source, pair.Target, pair.Score))],
        Paths = report.Paths.IsEmpty ? null : [.. report.Paths.Take(top).Select(path => new PathShape([.. path.Nodes], path.Length))],
        Table = report.Table is { } table ? new([.. table.Columns], [.. table.Rows.Take(top).Select(row => row.ToArray())]) : null,
    };

    private static Dictionary<string, double> Named(IEnumerable<Figure> figures) =>
        figures.Where(figure => double.IsFinite(figure.Value)).ToDictionary(figure => figure.Name, figure => figure.Value, StringComparer.Ordinal);
}

/// <summary>What is to be known of an algorithm.</summary>
/// <param name="Parameters">JSON Schema.</param>
/// <param name="Fault">What its self-check found; null when it gives the known answers.</param>
internal sealed record AlgorithmShape(
    string Name, string Title, string Summary, string Kind, string Source, string Complexity, bool Directed, bool UsesWeights, bool Exact, string? ErrorBound,
    bool Deterministic, string? Variation, bool Parallel, int NodesMax, JsonObject Parameters, string? Fault)
{
    public static AlgorithmShape Of(IGraphAlgorithm algorithm, string? fault)
    {
        var about = algorithm.Description;
        return new(
            algorithm.Name, about.Title, about.Summary, Words.Of(about.Kind), about.Source, about.Complexity, about.Direction == DirectionUse.AsGiven, about.UsesWeights,
            about.ErrorBound is null, about.ErrorBound, about.Variation is null, about.Variation, about.IsParallel, about.NodesMax, ParameterSchemas.Of(about.Parameters), fault);
    }
}

internal sealed record AlgorithmListShape(AlgorithmShape[] Items);

internal static class Words
{
    public static string Of(AlgorithmKind kind) => kind.ToString().ToLowerInvariant();
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RunShape))]
[JsonSerializable(typeof(AlgorithmShape))]
[JsonSerializable(typeof(AlgorithmShape[]))]
[JsonSerializable(typeof(AlgorithmListShape))]
internal sealed partial class AnalyticsJson : JsonSerializerContext;
