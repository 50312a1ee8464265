using System.Collections.Frozen;

namespace GraphMemory.Engine.Analytics.Checks;

/// <summary>What algorithms say of <see cref="CheckGraph"/>: compared with NetworkX where it has the algorithm, else held by the tests of the algorithm.</summary>
internal static class KnownAnswers
{
    public static FrozenDictionary<string, string> ByAlgorithm { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["degree"] = "degree: 0.333333 0.333333 0.333333 0.444444 0.444444 0.333333 0.333333 0.444444 0.222222 0.111111",
        ["closeness"] = "closeness: 0 0.111111 0.222222 0.333333 0.253968 0.231481 0.307692 0.388889 0.323232 0.290323",
        ["harmonic"] = "harmonic: 0 1 2 3 2.5 2.5 3.5 4.5 3.583333 3.35",
        ["betweenness"] = "betweenness: 0 0 0 0.25 0.277778 0 0 0.194444 0.111111 0; figures: sources=10",
        ["betweenness-estimate"] = "betweenness: 0 0 0 0.254687 0.27994 0 0 0.191837 0.106736 0; figures: samples=52864 errorBound=0.009252",
        ["label-propagation"] = "community: 0 0 0 0 1 1 1 1 2 2; rows: 0,4,1,0.212222,0.076923,3, 0, 1, 2 1,4,1,0.182222,0.142857,4, 7, 5, 6 2,2,1,0.056667,0.333333,8, 9; figures: modularity=0.451111 communities=3 coverage=0.866667 largestCommunity=4 rounds=4",
        ["louvain"] = "community: 0 0 0 0 1 1 1 1 2 2; rows: 0,4,1,0.212222,0.076923,3, 0, 1, 2 1,4,1,0.182222,0.142857,4, 7, 5, 6 2,2,1,0.056667,0.333333,8, 9; figures: modularity=0.451111 communities=3 coverage=0.866667 largestCommunity=4",
        ["leiden"] = "community: 0 0 0 0 1 1 1 1 2 2; rows: 0,4,1,0.212222,0.076923,3, 0, 1, 2 1,4,1,0.182222,0.142857,4, 7, 5, 6 2,2,1,0.056667,0.333333,8, 9; figures: modularity=0.451111 communities=3 coverage=0.866667 largestCommunity=4",
        ["modularity"] = "community: 0 1 1 0 1 1 0 1 1 0; rows: component,6,0.333333,-0.067778,0.818182,4, 7, 1, 2, 5 person,4,0.166667,-0.067778,0.818182,3, 0, 6, 9; figures: modularity=-0.135556 communities=2 coverage=0.4 largestCommunity=6",
        ["components"] = "component: 0 0 0 0 0 0 0 0 0 0; figures: components=1 largestComponentSize=10",
        ["strong-components"] = "strongComponent: 0 1 2 3 4 5 6 7 8 9; figures: strongComponents=10 largestStrongComponentSize=1",
        ["bridges"] = "pairs: 3-4:1 7-8:1 8-9:1; figures: bridges=3",
        ["articulation-points"] = "articulation: 0 0 0 1 1 0 0 1 1 0; figures: articulationPoints=4",
        ["bfs"] = "distance: 0 1 1 1 2 3 3 3 4 5; figures: reached=10 depth=5",
        ["shortest-paths"] = "distance: 0 1 1 1 2 3 3 3 4 5; figures: reached=10 farthest=5",
        ["path"] = "paths: 0-3-4-7-8-9:5; figures: length=5",
        ["k-shortest-paths"] = "paths: 0-3-4-7-8-9:5 0-1-3-4-7-8-9:6 0-2-3-4-7-8-9:6 0-3-4-5-7-8-9:6 0-3-4-6-7-8-9:6; figures: paths=5",
        ["simple-paths"] = "paths: 0-3-4-7-8-9:5; figures: paths=1",
        ["eccentricity"] = "eccentricity: 5 5 5 4 3 3 3 2 1 0; figures: diameter=5 radius=0 connectedShare=0.5",
        ["diameter"] = "figures: diameter=5 searches=10",
        ["distances"] = "closeness: 0 0.111111 0.222222 0.333333 0.253968 0.231481 0.307692 0.388889 0.323232 0.290323; harmonic: 0 1 2 3 2.5 2.5 3.5 4.5 3.583333 3.35; figures: diameter=5 averagePathLength=2.333333 connectedShare=0.5",
        ["path-length-estimate"] = "figures: averagePathLength=2.333333 errorBound=0 diameterFrom=5 diameterTo=5 sources=10 nodes=10",
        ["k-core"] = "core: 3 3 3 3 3 3 3 3 1 1; figures: largestCore=3 largestCoreSize=8",
        ["triangles"] = "triangles: 3 3 3 3 3 3 3 3 0 0; figures: triangles=8",
        ["clustering"] = "clustering: 1 1 1 0.5 0.5 1 1 0.5 0 0; figures: averageClustering=0.65 transitivity=0.705882",
        ["hubs"] = "hubDegree: 0 0 0 0 0 0 0 0 0 0; figures: hubs=0 shareOfEdgeEnds=0",
        ["graph-metrics"] = "figures: nodeCount=10 edgeCount=15 density=0.166667 averageClustering=0.65 connectedComponents=1 largestComponentSize=10",
        ["pagerank"] = "pagerank: 0.029817 0.038265 0.054528 0.100877 0.115562 0.06256 0.089148 0.164923 0.170002 0.174319; figures: iterations=50 errorBound=0",
        ["personalised-pagerank"] = "personalisedPagerank: 0.211636 0.059963 0.085448 0.158079 0.134367 0.038071 0.054251 0.100364 0.085309 0.072513; figures: iterations=110 errorBound=0",
        ["personalised-pagerank-push"] = "personalisedPagerank: 0.15 0.0425 0.060563 0.112041 0.095235 0.026983 0.038451 0.071134 0.060464 0.051394; figures: errorBound=0 edgesWalked=25",
        ["eigenvector"] = "degree: 0.333333 0.333333 0.333333 0.444444 0.444444 0.333333 0.333333 0.444444 0.222222 0.111111",
        ["katz"] = "katz: 0.186694 0.239591 0.307475 0.394593 0.298496 0.271268 0.348128 0.446764 0.313278 0.275456; figures: alpha=0.283333 iterations=10",
        ["hits"] = "authority: 0 0.099031 0.178448 0.222521 0 0.099031 0.178448 0.222521 0 0; hub: 0.222521 0.178448 0.099031 0 0.222521 0.178448 0.099031 0 0 0; figures: eigenvalue=5.048917 iterations=5",
        ["influence"] = "influence: 0.029817 0.038265 0.054528 0.100877 0.115562 0.06256 0.089148 0.164923 0.170002 0.174319; figures: iterations=50 errorBound=0 relations=15",
        ["knowledge-flow"] = "reach: 9 8 7 6 5 4 3 2 1 0; figures: relations=15 averageReach=4.5",
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
