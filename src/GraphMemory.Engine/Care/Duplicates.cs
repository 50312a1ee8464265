using System.Collections.Immutable;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.Care;

/// <summary>How two entries were found to be one.</summary>
public enum DuplicateKind
{
    /// <summary>The names differ in case, blanks, diacritics or how words are joined.</summary>
    Exact,
    /// <summary>One name is another way to say the other: a recorded alias, another word form, an acronym, the end of a path.</summary>
    Alias,
    /// <summary>Names and observations say nearly the same.</summary>
    Similar,
}

/// <summary>An entity with the number of facts that stand about it and point to it.</summary>
public sealed record EntityBrief(long Id, string Name, string Type, int Facts);

/// <summary>Two entities that are probably one.</summary>
/// <param name="Keep">The one with more facts; the older one when they have as many.</param>
/// <param name="Score">0 to 1, 1 for certain.</param>
public sealed record DuplicateEntities(EntityBrief Keep, EntityBrief Merge, DuplicateKind Kind, double Score, string Reason);

/// <summary>Two observations that say the same in other words.</summary>
/// <param name="Keep">The surer one; the later one when they are as sure.</param>
public sealed record DuplicateObservations(NamedFact Keep, NamedFact Forget, double Score);

/// <summary>What was found, best first; <paramref name="Total"/> counts also what is not shown.</summary>
public sealed record Found<T>(ImmutableArray<T> Items, int Total)
{
    public static Found<T> Of(IEnumerable<T> all, int countMax)
    {
        var items = all.ToList();
        return new([.. items.Take(countMax)], items.Count);
    }
}
