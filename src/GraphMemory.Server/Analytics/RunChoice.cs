using System.Collections.Immutable;
using GraphMemory.Engine.Analytics;
using GraphMemory.Engine.Analytics.Runs;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Registries;

namespace GraphMemory.Server.Analytics;

/// <summary>Which algorithms a path is for, and which one runs when none is named.</summary>
/// <param name="Kinds">Empty: every kind.</param>
/// <param name="Default">Null: one must be named.</param>
internal sealed record RunChoice(string? Default, params ImmutableArray<AlgorithmKind> Kinds)
{
    public static RunChoice Any { get; } = new((string?)null);

    public static RunChoice Centrality { get; } = new("pagerank", AlgorithmKind.Centrality);

    public static RunChoice Community { get; } = new("leiden", AlgorithmKind.Community, AlgorithmKind.Component);

    public static RunChoice Paths { get; } = new("shortest-paths", AlgorithmKind.Path);

    public static RunChoice Clustering { get; } = new("k-means", AlgorithmKind.Clustering);

    public static RunChoice Anomalies { get; } = new("node-anomaly", AlgorithmKind.Structure, AlgorithmKind.Pattern, AlgorithmKind.Clustering);

    public Result<string> Algorithm(Registry<IGraphAlgorithm> algorithms, string? named)
    {
        if ((named ?? Default) is not { } name)
        {
            return AnalyticsProblems.UnknownAlgorithm.With("No algorithm is named.", new FieldProblem("algorithm", "is missing", "Name one that /api/v1/analytics/algorithms lists."));
        }

        var found = AlgorithmExecution.Find(algorithms, name);
        if (!found.IsSuccess) { return found.Problem; }
        if (Kinds.IsEmpty || Kinds.Contains(found.Value.Description.Kind)) { return name; }
        return AnalyticsProblems.UnknownAlgorithm.With(
            $"{name} is of another kind, {Words.Of(found.Value.Description.Kind)}.",
            new FieldProblem("algorithm", "is of another kind", $"Here: {string.Join(", ", algorithms.Items.Where(item => Kinds.Contains(item.Description.Kind)).Select(item => item.Name))}."));
    }
}
