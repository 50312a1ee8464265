namespace GraphMemory.Engine.Graph;

/// <summary>What a workspace may hold; null stands for no bound.</summary>
/// <param name="EntitiesMax">Live entities.</param>
/// <param name="FactsMax">Standing facts: observations and relations.</param>
/// <param name="TextBytesMax">Bytes of text in UTF-8, closed versions included: they take their place until they are purged.</param>
public sealed record Quotas(long? EntitiesMax, long? FactsMax, long? TextBytesMax)
{
    public static Quotas None { get; } = new(null, null, null);
}

/// <summary>What a workspace holds, in the measures of its <see cref="Quotas"/>.</summary>
public readonly record struct WorkspaceUse(long Entities, long Facts, long TextBytes);
