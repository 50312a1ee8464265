using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics.Structure;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class TrianglesAlgorithm : IGraphAlgorithm
{
    public string Name => "triangles";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "Triangles",
        Summary = "How many pairs of a node's neighbours are linked to each other.",
        Kind = AlgorithmKind.Structure,
        Source = "Schank and Wagner, Finding, counting and listing all triangles in large graphs, 2005",
        Complexity = "O(m^1.5)",
        Direction = DirectionUse.Undirected,
        IsParallel = true,
    };

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        var counts = new long[run.Graph.NodeCount];
        var sum = Triangles.CountPerNode(run.Graph, counts, run.Crew);
        return new AlgorithmResult
        {
            Values = new NodeValues("triangles", Array.ConvertAll(counts, count => (double)count)),
            Figures = [new Figure("triangles", sum)],
        };
    }
}
