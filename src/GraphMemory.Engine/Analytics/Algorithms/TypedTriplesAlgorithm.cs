using System.Collections.Immutable;
using GraphMemory.Engine.Analytics.Features;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics.Patterns;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class TypedTriplesAlgorithm : IGraphAlgorithm
{
    public string Name => "typed-triples";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "Typed triples",
        Summary = "Which kinds of nodes are linked by which kind of edge, and how often.",
        Kind = AlgorithmKind.Pattern,
        Source = "Agrawal and Srikant, Fast algorithms for mining association rules, 1994 (patterns of one edge)",
        Complexity = "O(m)",
        Direction = DirectionUse.AsGiven,
        Parameters = [SubjectPatterns.CountMin, SubjectPatterns.Top],
    };

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        var types = run.Subject.Types;
        if (types.IsEmpty && run.Graph.NodeCount > 0) { return SubjectPatterns.NoTypes(Name); }
        var found = TypedTriples.Frequent(SubjectPatterns.Of(types), run.Parameters[SubjectPatterns.CountMin]);
        return new AlgorithmResult
        {
            Table = new ResultTable(["source", "edge", "target", "count"],
            [
                .. found.Take(run.Parameters[SubjectPatterns.Top]).Select(triple => (ImmutableArray<string>)
                    [types.NodeTypeNames[triple.SourceType], types.EdgeTypeNames[triple.EdgeType], types.NodeTypeNames[triple.TargetType], $"{triple.Count}"]),
            ]),
            Figures = [new Figure("patterns", found.Length)],
            IsTruncated = found.Length > run.Parameters[SubjectPatterns.Top],
        };
    }
}
