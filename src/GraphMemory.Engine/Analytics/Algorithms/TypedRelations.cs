using System.Collections.Immutable;
using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Registries;
using GraphMemory.Kernels.Analytics;

namespace GraphMemory.Engine.Analytics.Algorithms;

/// <summary>The directed graph of the relations of chosen types.</summary>
internal static class TypedRelations
{
    public static WordsParameter Types { get; } = new("types", "Types of the relations to follow; none for all.", 100);

    /// <param name="isReversed">From the target of a relation to its source.</param>
    public static Result<StaticGraph> Of(AlgorithmRun run, bool isReversed)
    {
        var (types, words) = (run.Subject.Types, run.Parameters[Types]);
        if (words.IsEmpty && types.IsEmpty) { return isReversed ? Reversed(run.Graph) : run.Graph; }
        var unknown = words.Where(word => !types.EdgeTypeNames.Contains(word, StringComparer.Ordinal)).ToArray();
        if (unknown.Length > 0)
        {
            return AnalyticsProblems.Unsuited.With(
                "Relations of this graph have no such type.", [.. unknown.Select(word => new FieldProblem(Types.Name, $"\"{word}\" is no type of a relation here", Choices(word, types)))]);
        }

        var isWanted = types.EdgeTypeNames.Select(name => words.IsEmpty || words.Contains(name, StringComparer.Ordinal)).ToArray();
        var edges = types.Edges.Where(edge => isWanted[edge.Type]).ToArray();
        return StaticGraphBuilder.Build(
            run.Graph.NodeCount,
            Array.ConvertAll(edges, edge => isReversed ? edge.Target : edge.Source),
            Array.ConvertAll(edges, edge => isReversed ? edge.Source : edge.Target),
            Array.ConvertAll(edges, edge => edge.Weight),
            isDirected: true,
            run.Crew);
    }

    private static StaticGraph Reversed(StaticGraph graph) => new(graph.In, graph.Out);

    private static string Choices(string word, SubjectTypes types)
    {
        if (types.EdgeTypeNames.IsEmpty) { return "The source of this graph names no types: leave them out."; }
        var near = NearestNames.Of(word, types.EdgeTypeNames).FirstOrDefault();
        return $"{(near is null ? "" : $"Did you mean {near}? ")}There are {string.Join(", ", types.EdgeTypeNames.Take(20))}.";
    }
}
