using System.Collections.Immutable;

namespace GraphMemory.Engine.Graph;

/// <summary>A part of a memory as those see it who take part in changes and answers: a text, a relation, or a bare entity.</summary>
public sealed record MemoryItem
{
    /// <summary>Id of a fact that is stored; null for one that is not yet.</summary>
    public long? FactId { get; init; }

    /// <summary>What it is about, or where a relation begins.</summary>
    public string? Entity { get; init; }

    public string? EntityType { get; init; }

    /// <summary>Null for a relation and for a bare entity.</summary>
    public string? Text { get; init; }

    /// <summary>Type of a relation.</summary>
    public string? Relation { get; init; }

    /// <summary>Where a relation ends.</summary>
    public string? To { get; init; }

    public ImmutableArray<string> Tags { get; init; } = [];

    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    internal static MemoryItem Of(NewObservation item) => Of(item.About, item.EntityType, item.Text, item.Circumstances);

    internal static MemoryItem Of(string? entity, string? type, string text, Circumstances circumstances) => new()
    {
        Entity = entity, EntityType = type, Text = text, Tags = circumstances.Tags, Metadata = circumstances.Metadata,
    };

    internal static MemoryItem Of(string from, string type, string to) => new() { Entity = from, Relation = type, To = to };

    /// <summary>The observation with what may be amended: its text, its tags and its metadata.</summary>
    internal NewObservation On(NewObservation item) => item with { Text = Text ?? item.Text, Circumstances = On(item.Circumstances) };

    internal Circumstances On(Circumstances circumstances) => circumstances with { Tags = Tags, Metadata = Metadata };
}
