namespace GraphMemory.Engine.Graph;

/// <summary>How near at hand something is kept. The numbers are stored.</summary>
public enum Tier
{
    /// <summary>What nobody gave a tier.</summary>
    Working = 0,
    /// <summary>Always worth knowing: it does not lose weight with age.</summary>
    Core = 1,
    /// <summary>Kept, and left out of answers unless asked for.</summary>
    Archive = 2,
}

/// <summary>What someone said about keeping a fact or an entity. What is said of an entity holds for its facts that have no word of their own.</summary>
/// <param name="SubjectId">The fact, or the entity.</param>
/// <param name="Seq">Log position of the last change of the mark.</param>
/// <param name="Tier">Null when none was given: then that of the entity counts, or <see cref="Tier.Working"/>.</param>
/// <param name="IsPinned">It never expires, and no rule forgets it.</param>
/// <param name="ExpiresAtMs">When it is closed by itself, Unix milliseconds; null for never.</param>
public sealed record Mark(long SubjectId, bool IsEntity, long Seq, Tier? Tier, bool IsPinned, long? ExpiresAtMs)
{
    /// <summary>The mark of something that nobody marked.</summary>
    public static Mark None(long subjectId, bool isEntity) => new(subjectId, isEntity, 0, null, false, null);

    /// <summary>Whether two marks say the same.</summary>
    public bool Says(Mark other) => Tier == other.Tier && IsPinned == other.IsPinned && ExpiresAtMs == other.ExpiresAtMs;
}
