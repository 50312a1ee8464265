namespace GraphMemory.Engine.Graph;

/// <summary>A relation type in use.</summary>
/// <param name="Id">Key inside the workspace.</param>
/// <param name="IsFunctional">True when a subject has at most one object at a time, as in "default_branch".</param>
public sealed record Predicate(int Id, string Name, bool IsFunctional);
