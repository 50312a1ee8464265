using GraphMemory.Engine.Analytics.Algorithms;
using GraphMemory.Engine.Registries;

namespace GraphMemory.Engine.Analytics;

/// <summary>Every algorithm there is.</summary>
public static class GraphAlgorithms
{
    public static Registry<IGraphAlgorithm> All { get; } = new("algorithms",
    [
        // Centrality
        new DegreeAlgorithm(),
        new BetweennessAlgorithm(),
        new BetweennessEstimateAlgorithm(),

        // Communities
        new LabelPropagationAlgorithm(),
        new LouvainAlgorithm(),
        new LeidenAlgorithm(),
        new ModularityAlgorithm(),

        // Components
        new ComponentsAlgorithm(),
        new StrongComponentsAlgorithm(),
        new BridgesAlgorithm(),
        new ArticulationPointsAlgorithm(),

        // Paths

        // Clustering

        // Similarity

        // Structure
        new CoreAlgorithm(),
        new TrianglesAlgorithm(),
        new ClusteringCoefficientAlgorithm(),
        new HubsAlgorithm(),
        new GraphMetricsAlgorithm(),

        // Patterns
    ]);
}
