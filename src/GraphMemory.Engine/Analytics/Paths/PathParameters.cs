using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics;
using GraphMemory.Kernels.Analytics.Paths;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Engine.Analytics.Paths;

/// <summary>What algorithms for paths have in common.</summary>
internal static class PathParameters
{
    public static NodesParameter Source { get; } = new("source", "Where paths begin.", 1, 1);

    public static NodesParameter Target { get; } = new("target", "Where paths end.", 1, 1);

    public static FlagParameter UseWeights { get; } = new("useWeights", "A path is as long as its weights together; false counts its edges.", true);

    /// <summary>The graph with weights only where they count.</summary>
    public static StaticGraph Weighed(AlgorithmRun run) => run.Parameters[UseWeights] ? run.Graph : run.Graph.WithoutWeights();

    /// <summary>With weights below 0 a way could get shorter by going round, so there is no shortest path.</summary>
    public static Problem? CheckWeights(StaticGraph graph, Crew crew) => ArcWeights.AreLengths(graph, crew)
        ? null
        : AnalyticsProblems.Unsuited.With(
            "Shortest paths need weights that are 0 or more.",
            new FieldProblem(UseWeights.Name, "counts weights, and some are negative or infinite", "Set it to false to count edges, or filter out such edges."));

    public static Problem? CheckSize(AlgorithmRun run) => run.Graph.NodeCount <= AllPairs.NodesMax
        ? null
        : AnalyticsProblems.TooLarge.With($"{run.Graph.NodeCount} nodes; distances of all pairs are computed for at most {AllPairs.NodesMax}. Filter the graph, or take path-length-estimate.");

    public static NodePath Named(ShortestPath path) => new(path.Nodes, path.Length);
}
