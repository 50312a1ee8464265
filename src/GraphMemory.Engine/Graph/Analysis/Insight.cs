using System.Collections.Immutable;

namespace GraphMemory.Engine.Graph.Analysis;

/// <summary>Something that the data show.</summary>
/// <param name="Confidence">0 to 1; each kind says what it measures.</param>
/// <param name="Evidence">Names and ids that it rests on.</param>
public sealed record Insight(string Kind, string Description, double Confidence, ImmutableArray<string> Evidence);
