using GraphMemory.Engine.Analytics.Communities;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class ModularityAlgorithm : IGraphAlgorithm
{
    public string Name => "modularity";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "Modularity of the types",
        Summary = "How far nodes of one type are linked among themselves more than chance would have it, each type taken as a community.",
        Kind = AlgorithmKind.Community,
        Source = "Newman and Girvan, Finding and evaluating community structure in networks, 2004",
        Complexity = "O(n + m)",
        Direction = DirectionUse.Undirected,
        UsesWeights = true,
        Parameters = [CommunityParameters.Resolution],
    };

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        if (CommunityParameters.CheckWeights(run) is { } problem) { return problem; }
        var types = run.Subject.Types;
        if (types.IsEmpty) { return AnalyticsProblems.Unsuited.With("The nodes of this graph have no types to take as communities. Run it on a workspace, or find communities with leiden."); }
        var (groups, names) = Numbered(types);
        return new CommunityReport(run, groups, names.Count, run.Parameters[CommunityParameters.Resolution]) { NameOf = group => names[group] }.Result();
    }

    /// <summary>Types by their first node, those without any left out.</summary>
    private static (int[] Groups, List<string> Names) Numbered(SubjectTypes types)
    {
        var (groups, numbers, names) = (new int[types.NodeTypes.Length], new Dictionary<int, int>(), new List<string>());
        for (var node = 0; node < groups.Length; node++)
        {
            if (numbers.TryAdd(types.NodeTypes[node], names.Count)) { names.Add(types.NodeTypeNames[types.NodeTypes[node]]); }
            groups[node] = numbers[types.NodeTypes[node]];
        }

        return (groups, names);
    }
}
