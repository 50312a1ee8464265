using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics.Patterns;

namespace GraphMemory.Engine.Analytics.Features;

/// <summary>The types of a subject in the form that kernels count.</summary>
internal static class SubjectPatterns
{
    public static TypedEdges Of(SubjectTypes types) => new(
        [.. types.NodeTypes],
        [.. types.Edges.Select(edge => edge.Source)],
        [.. types.Edges.Select(edge => edge.Target)],
        [.. types.Edges.Select(edge => edge.Type)]);

    public static Problem NoTypes(string algorithm) =>
        AnalyticsProblems.Unsuited.With($"{algorithm} needs types and times of nodes and edges, and this graph has none. Run it on a workspace.");
}
