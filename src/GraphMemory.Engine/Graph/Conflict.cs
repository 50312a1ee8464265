namespace GraphMemory.Engine.Graph;

public enum ConflictKind
{
    /// <summary>Two different objects of a functional predicate whose valid times overlap.</summary>
    Functional = 1,
    /// <summary>The same claim, affirmed and denied, over overlapping valid times.</summary>
    Polarity = 2,
}

/// <summary>Two facts that cannot both hold. Both stay until someone resolves it.</summary>
/// <param name="ResolvedSeq">Log position of the resolution; null while open.</param>
public sealed record Conflict(long EarlierId, long LaterId, ConflictKind Kind, long? ResolvedSeq);
