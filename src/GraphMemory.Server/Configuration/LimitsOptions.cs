using GraphMemory.Engine.Graph;

namespace GraphMemory.Server.Configuration;

/// <summary>Bounds of what one request may write.</summary>
internal sealed record LimitsOptions
{
    private static readonly GraphLimits Default = new();

    public int NameLengthMax { get; init; } = Default.NameLengthMax;

    public int TextLengthMax { get; init; } = Default.TextLengthMax;

    public int ItemsPerRequestMax { get; init; } = Default.ItemsPerRequestMax;

    public int TagsPerFactMax { get; init; } = Default.TagsPerFactMax;

    public int MetadataLengthMax { get; init; } = Default.MetadataLengthMax;

    public GraphLimits ToGraphLimits() => new()
    {
        NameLengthMax = NameLengthMax,
        TextLengthMax = TextLengthMax,
        ItemsPerRequestMax = ItemsPerRequestMax,
        TagsPerFactMax = TagsPerFactMax,
        MetadataLengthMax = MetadataLengthMax,
    };
}
