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
        new ClosenessAlgorithm(),
        new HarmonicAlgorithm(),
        new BetweennessAlgorithm(),
        new BetweennessEstimateAlgorithm(),
        new PageRankAlgorithm(),
        new PersonalisedPageRankAlgorithm(),
        new PersonalisedPushAlgorithm(),
        new EigenvectorAlgorithm(),
        new KatzAlgorithm(),
        new HitsAlgorithm(),
        new InfluenceAlgorithm(),
        new KnowledgeFlowAlgorithm(),

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
        new BreadthFirstAlgorithm(),
        new ShortestPathsAlgorithm(),
        new PathAlgorithm(),
        new ShortestSimplePathsAlgorithm(),
        new SimplePathsAlgorithm(),
        new EccentricityAlgorithm(),
        new DiameterAlgorithm(),
        new DistancesAlgorithm(),
        new PathLengthEstimateAlgorithm(),

        // Clustering
        new KMeansAlgorithm(),
        new HierarchicalAlgorithm(),
        new DbscanAlgorithm(),
        new SpectralClusteringAlgorithm(),
        new NodeAnomalyAlgorithm(),

        // Similarity
        new JaccardAlgorithm(),
        new AdamicAdarAlgorithm(),
        new CosineSimilarityAlgorithm(),
        new LinkPredictionAlgorithm(),

        // Structure
        new CoreAlgorithm(),
        new TrianglesAlgorithm(),
        new ClusteringCoefficientAlgorithm(),
        new HubsAlgorithm(),
        new GraphMetricsAlgorithm(),

        // Patterns
        new TypedTriplesAlgorithm(),
        new TypedPathsAlgorithm(),
        new TriadCensusAlgorithm(),
        new MotifsAlgorithm(),
        new TemporalActivityAlgorithm(),
        new BurstsAlgorithm(),
    ]);
}
