using System.Collections.Immutable;

namespace GraphMemory.Engine.ImportExport;

/// <summary>What the user decides about an import.</summary>
public sealed record ImportOptions
{
    public static ImportOptions Default { get; } = new();

    public ConflictPolicy OnConflict { get; init; } = ConflictPolicy.Skip;

    /// <summary>Entity that memories without a subject are about; null makes each a note.</summary>
    public string? About { get; init; }

    /// <summary>Type of entities and notes that the source gives none.</summary>
    public string? Type { get; init; }

    /// <summary>Where clocks stood that wrote times without an offset.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>What columns mean, by their name; a header that is understood needs nothing here.</summary>
    public ImmutableDictionary<string, string> Columns { get; init; } = ImmutableDictionary<string, string>.Empty;
}
