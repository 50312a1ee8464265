namespace GraphMemory.Engine.Graph;

/// <summary>A fact or entity that stands for one of another workspace.</summary>
/// <param name="Id">Its id here.</param>
/// <param name="IsOwn">True when the merge made it; false when it stood here before.</param>
public readonly record struct MergedRow(long Id, bool IsOwn);
