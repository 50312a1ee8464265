using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics.Centrality;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class EigenvectorAlgorithm : IGraphAlgorithm
{
    private readonly NumberParameter _tolerance = new("tolerance", "How far Ax may be from a multiple of x, as a share of it.", 1e-8, 1e-12, 0.1);
    private readonly IntParameter _iterations = new("iterationsMax", "Products with the matrix after which degrees are given instead.", 1_000, 1, 100_000);

    public EigenvectorAlgorithm() => Description = new AlgorithmDescription
    {
        Title = "Eigenvector centrality",
        Summary = "A node counts by how much those count that point to it.",
        Kind = AlgorithmKind.Centrality,
        Source = "Bonacich, Power and centrality, 1987; Lanczos, 1950",
        Complexity = "O(m) per product; some 20 to 50 products undirected",
        Direction = DirectionUse.AsGiven,
        UsesWeights = true,
        IsParallel = true,
        Parameters = [_tolerance, _iterations],
    };

    public string Name => "eigenvector";

    public AlgorithmDescription Description { get; }

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        var scores = new double[run.Graph.NodeCount];
        var outcome = EigenvectorCentrality.Compute(run.Graph, scores, run.Parameters[_tolerance], run.Parameters[_iterations], run.Crew);
        if (!outcome.IsConverged)
        {
            Degrees.Normalised(run.Graph, scores);
            return new AlgorithmResult
            {
                Values = new NodeValues("degree", scores),
                Notes = [$"Eigenvector centrality did not settle in {outcome.Products} products, as in graphs without cycles or with equal parts; these are degrees."],
            };
        }

        return new AlgorithmResult
        {
            Values = new NodeValues("eigenvector", scores),
            Figures = [new Figure("eigenvalue", outcome.Eigenvalue), new Figure("iterations", outcome.Products)],
        };
    }
}
