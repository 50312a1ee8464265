using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics.Structure;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class CoreAlgorithm : IGraphAlgorithm
{
    public string Name => "k-core";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "Core numbers",
        Summary = "The largest k such that a node has k neighbours in a part of the graph where everyone has.",
        Kind = AlgorithmKind.Structure,
        Source = "Batagelj and Zaveršnik, An O(m) algorithm for cores decomposition of networks, 2003",
        Complexity = "O(m + n · levels)",
        Direction = DirectionUse.Undirected,
    };

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        var cores = new int[run.Graph.NodeCount];
        var largest = CoreNumbers.Compute(run.Graph, cores, run.Crew.Cancellation);
        return new AlgorithmResult
        {
            Values = new NodeValues("core", Array.ConvertAll(cores, core => (double)core)),
            Figures = [new Figure("largestCore", largest), new Figure("largestCoreSize", cores.Count(core => core == largest))],
        };
    }
}
