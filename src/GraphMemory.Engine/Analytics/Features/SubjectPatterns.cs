using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics.Patterns;

namespace GraphMemory.Engine.Analytics.Features;

/// <summary>The types of a subject in the form that kernels count, and what is asked of their patterns.</summary>
internal static class SubjectPatterns
{
    public static IntParameter CountMin { get; } = new("countMin", "Only what occurs at least so often.", 5, 1, 1_000_000);

    public static IntParameter Top { get; } = new("top", "The most frequent so many.", 100, 1, 10_000);

    public static TypedEdges Of(SubjectTypes types) => new(
        [.. types.NodeTypes],
        [.. types.Edges.Select(edge => edge.Source)],
        [.. types.Edges.Select(edge => edge.Target)],
        [.. types.Edges.Select(edge => edge.Type)]);

    public static Problem NoTypes(string algorithm) =>
        AnalyticsProblems.Unsuited.With($"{algorithm} needs types and times of nodes and edges, and this graph has none. Run it on a workspace.");
}
