using System.Collections.Immutable;
using System.Globalization;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.Care;

/// <summary>Which facts are to be closed: those that meet every condition that is given. What is pinned is never among them.</summary>
public sealed record ForgetRule
{
    /// <summary>Recorded before this instant, Unix milliseconds.</summary>
    public long? RecordedBeforeMs { get; init; }

    public Tier? Tier { get; init; }

    /// <summary>Carries all of these tags.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>About an entity of any of these types.</summary>
    public ImmutableArray<string> Types { get; init; } = [];

    /// <summary>Less sure than this, 0 to 1.</summary>
    public float? BelowConfidence { get; init; }

    /// <summary>A rule without a condition would mean everything.</summary>
    public Problem? Check() =>
        RecordedBeforeMs is null && Tier is null && Tags.IsEmpty && Types.IsEmpty && BelowConfidence is null
            ? CareProblems.Invalid("rule", "has no condition", "give at least one, such as --older-than 365d")
        : BelowConfidence is < 0 or > 1 ? CareProblems.Invalid("belowConfidence", $"is {BelowConfidence}", "use a number from 0 to 1")
        : null;

    /// <summary>The conditions in a fixed order: equal rules give equal texts.</summary>
    public override string ToString()
    {
        string?[] parts =
        [
            RecordedBeforeMs is { } atMs ? $"recorded before {DateTimeOffset.FromUnixTimeMilliseconds(atMs).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)}" : null,
            Tier is { } tier ? $"tier {tier.ToString().ToLowerInvariant()}" : null,
            .. Tags.Order(StringComparer.Ordinal).Select(tag => $"tag {tag}"),
            .. Types.Order(StringComparer.Ordinal).Select(type => $"type {type}"),
            BelowConfidence is { } bound ? $"confidence below {bound.ToString(CultureInfo.InvariantCulture)}" : null,
        ];
        return string.Join(", ", parts.OfType<string>());
    }
}
