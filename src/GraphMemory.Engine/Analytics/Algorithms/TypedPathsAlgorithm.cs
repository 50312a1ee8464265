using System.Collections.Immutable;
using GraphMemory.Engine.Analytics.Features;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics.Patterns;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class TypedPathsAlgorithm : IGraphAlgorithm
{
    public string Name => "typed-paths";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "Typed paths",
        Summary = "Which kinds of two edges in a row occur over which kinds of nodes, and how often.",
        Kind = AlgorithmKind.Pattern,
        Source = "Sun, Han, Yan, Yu and Wu, PathSim: meta path-based similarity, 2011 (paths of two edges)",
        Complexity = "O(m log degree + pairs of kinds at each node)",
        Direction = DirectionUse.AsGiven,
        Parameters = [SubjectPatterns.CountMin, SubjectPatterns.Top],
    };

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        var types = run.Subject.Types;
        if (types.IsEmpty && run.Graph.NodeCount > 0) { return SubjectPatterns.NoTypes(Name); }
        var found = TypedPaths.Frequent(SubjectPatterns.Of(types), run.Parameters[SubjectPatterns.CountMin], run.Crew.Cancellation);
        return new AlgorithmResult
        {
            Table = new ResultTable(["first", "edge", "middle", "nextEdge", "last", "count"], [.. found.Take(run.Parameters[SubjectPatterns.Top]).Select(path => Row(types, path))]),
            Figures = [new Figure("patterns", found.Length)],
            IsTruncated = found.Length > run.Parameters[SubjectPatterns.Top],
        };
    }

    private static ImmutableArray<string> Row(SubjectTypes types, TypedPath path) =>
    [
        types.NodeTypeNames[path.FirstType], types.EdgeTypeNames[path.FirstEdge], types.NodeTypeNames[path.MiddleType],
        types.EdgeTypeNames[path.SecondEdge], types.NodeTypeNames[path.LastType], $"{path.Count}",
    ];
}
