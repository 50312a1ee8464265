using System.Collections.Immutable;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics.Patterns;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class TriadCensusAlgorithm : IGraphAlgorithm
{
    public string Name => "triad-census";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "Triad census",
        Summary = "How often each of the sixteen ways occurs in which three nodes can point to each other.",
        Kind = AlgorithmKind.Pattern,
        Source = "Batagelj and Mrvar, A subquadratic triad census algorithm, 2001",
        Complexity = "O(m * greatest degree)",
        Direction = DirectionUse.AsGiven,
        IsParallel = true,
    };

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        var counts = TriadCensus.Count(run.Graph, run.Crew);
        return new AlgorithmResult
        {
            Table = new ResultTable(["triad", "count"], [.. TriadCensus.Names.Select((name, type) => (ImmutableArray<string>)[name, $"{counts[type]}"])]),
        };
    }
}
