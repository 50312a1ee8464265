using System.Collections.Immutable;

namespace GraphMemory.Kernels.Analytics.Paths;

/// <summary>One way through a graph.</summary>
/// <param name="Nodes">From start to end.</param>
/// <param name="Length">Sum of its weights, or its hops.</param>
public sealed record ShortestPath(ImmutableArray<int> Nodes, double Length);
