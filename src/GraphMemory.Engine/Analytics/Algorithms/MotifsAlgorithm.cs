using System.Collections.Immutable;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics.Patterns;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class MotifsAlgorithm : IGraphAlgorithm
{
    public string Name => "motifs";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "Motifs",
        Summary = "How often each connected way occurs in which three or four nodes can be linked, directions aside.",
        Kind = AlgorithmKind.Pattern,
        Source = "Ahmed, Neville, Rossi and Duffield, Efficient graphlet counting for large networks, 2015",
        Complexity = "O(m * arboricity^2)",
        Direction = DirectionUse.Undirected,
        IsParallel = true,
    };

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        var motifs = MotifCensus.Count(run.Graph, run.Crew);
        return new AlgorithmResult
        {
            Table = new ResultTable(["motif", "nodes", "edges", "count"],
            [
                Row("wedge", 3, 2, motifs.Wedges), Row("triangle", 3, 3, motifs.Triangles), Row("star", 4, 3, motifs.Stars), Row("path", 4, 3, motifs.Paths),
                Row("paw", 4, 4, motifs.Paws), Row("cycle", 4, 4, motifs.Cycles), Row("diamond", 4, 5, motifs.Diamonds), Row("clique", 4, 6, motifs.Cliques),
            ]),
        };
    }

    private static ImmutableArray<string> Row(string name, int nodes, int edges, long count) => [name, $"{nodes}", $"{edges}", $"{count}"];
}
