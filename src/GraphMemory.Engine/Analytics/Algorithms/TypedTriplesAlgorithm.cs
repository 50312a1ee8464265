using System.Collections.Immutable;
using GraphMemory.Engine.Analytics.Features;
using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics.Patterns;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class TypedTriplesAlgorithm : IGraphAlgorithm
{
    private static readonly IntParameter CountMin = new("countMin", "Only what occurs at least so often.", 5, 1, 1_000_000);
    private static readonly IntParameter Top = new("top", "The most frequent so many.", 100, 1, 10_000);

    public string Name => "typed-triples";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "Typed triples",
        Summary = "Which kinds of nodes are linked by which kind of edge, and how often.",
        Kind = AlgorithmKind.Pattern,
        Source = "Agrawal and Srikant, Fast algorithms for mining association rules, 1994 (patterns of one edge)",
        Complexity = "O(m)",
        Direction = DirectionUse.AsGiven,
        Parameters = [CountMin, Top],
    };

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        var types = run.Subject.Types;
        if (types.IsEmpty && run.Graph.NodeCount > 0) { return SubjectPatterns.NoTypes(Name); }
        var found = TypedTriples.Frequent(SubjectPatterns.Of(types), run.Parameters[CountMin]);
        return new AlgorithmResult
        {
            Table = new ResultTable(["source", "edge", "target", "count"],
            [
                .. found.Take(run.Parameters[Top]).Select(triple => (ImmutableArray<string>)
                    [types.NodeTypeNames[triple.SourceType], types.EdgeTypeNames[triple.EdgeType], types.NodeTypeNames[triple.TargetType], $"{triple.Count}"]),
            ]),
            Figures = [new Figure("patterns", found.Length)],
            IsTruncated = found.Length > run.Parameters[Top],
        };
    }
}
