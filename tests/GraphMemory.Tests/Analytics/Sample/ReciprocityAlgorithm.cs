using GraphMemory.Engine.Analytics;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Tests.Analytics.Sample;

internal sealed class ReciprocityAlgorithm : IGraphAlgorithm
{
    public string Name => "reciprocity";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "Reciprocity",
        Summary = "The share of a node's outward edges that come back.",
        Kind = AlgorithmKind.Structure,
        Source = "Newman, Networks, 2018",
        Complexity = "O(m log n)",
        Direction = DirectionUse.AsGiven,
    };

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        var shares = new double[run.Graph.NodeCount];
        for (var node = 0; node < shares.Length; node++)
        {
            run.Crew.Cancellation.ThrowIfCancellationRequested();
            var back = 0;
            foreach (var target in run.Graph.Out.Row(node)) { back += run.Graph.Out.HasArc(target, node) ? 1 : 0; }
            shares[node] = back / (double)Math.Max(1, run.Graph.Out.Degree(node));
        }

        return new AlgorithmResult { Values = new NodeValues("reciprocity", shares) };
    }
}
