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

        // Communities
        new LabelPropagationAlgorithm(),
        new LouvainAlgorithm(),
        new LeidenAlgorithm(),
        new ModularityAlgorithm(),

        // Components

        // Paths

        // Clustering

        // Similarity

        // Structure

        // Patterns
    ]);
}
