namespace GraphMemory.Engine.Graph;

/// <summary>Bounds of what one request may write; each can be set in the configuration.</summary>
public sealed class GraphLimits
{
    /// <summary>Characters of an entity name or type, a relation type or a tag.</summary>
    public int NameLengthMax { get; set; } = 1_024;

    /// <summary>Characters of one observation.</summary>
    public int TextLengthMax { get; set; } = 262_144;

    /// <summary>Entities, relations or observations in one request.</summary>
    public int ItemsPerRequestMax { get; set; } = 20_000;

    public int TagsPerFactMax { get; set; } = 64;

    /// <summary>Characters of the metadata of one fact, names and values together.</summary>
    public int MetadataLengthMax { get; set; } = 16_384;
}
