using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics.Centrality;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class HitsAlgorithm : IGraphAlgorithm
{
    private readonly NumberParameter _tolerance = new("tolerance", "How far AᵀAx may be from a multiple of x, as a share of it.", 1e-8, 1e-12, 0.1);
    private readonly IntParameter _iterations = new("iterationsMax", "Products with the matrix after which the best so far is returned.", 1_000, 1, 100_000);

    public HitsAlgorithm() => Description = new AlgorithmDescription
    {
        Title = "Hubs and authorities (HITS)",
        Summary = "Authorities are pointed to by good hubs; hubs point to good authorities.",
        Kind = AlgorithmKind.Centrality,
        Source = "Kleinberg, Authoritative sources in a hyperlinked environment, 1999; Lanczos, 1950",
        Complexity = "O(m) per product; some 10 to 50 products",
        Direction = DirectionUse.AsGiven,
        UsesWeights = true,
        IsParallel = true,
        Parameters = [_tolerance, _iterations],
    };

    public string Name => "hits";

    public AlgorithmDescription Description { get; }

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        var (hubs, authorities) = (new double[run.Graph.NodeCount], new double[run.Graph.NodeCount]);
        var outcome = Hits.Compute(run.Graph, hubs, authorities, run.Parameters[_tolerance], run.Parameters[_iterations], run.Crew);
        return new AlgorithmResult
        {
            Values = new NodeValues("authority", authorities),
            MoreValues = [new NodeValues("hub", hubs)],
            Figures = [new Figure("eigenvalue", outcome.Eigenvalue), new Figure("iterations", outcome.Products)],
            IsApproximate = !outcome.IsConverged,
            Notes = outcome.IsConverged ? [] : [$"The scores did not settle in {outcome.Products} products."],
        };
    }
}
