using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Server.Mcp.Ide;

namespace GraphMemory.Server.Graph;

/// <summary>A memory to keep.</summary>
/// <param name="Type">procedural, semantic, episodic or declarative; or insight, fact, procedure, concept, note, code, idea, task, reference.</param>
/// <param name="About">Name of the thing it is about; without it the memory stands for itself.</param>
internal sealed record NewMemoryBody(string Content, string? Type = null, string? About = null, string[]? Tags = null, Dictionary<string, JsonElement>? Metadata = null)
{
    public Remember ToCommand() => new([new NewObservation(Content, About, Type ?? Entity.NoteType, Circumstances.Default with
    {
        Tags = Tags is null ? [] : [.. Tags], Metadata = MemoryMetadata.Stored(Metadata), Provenance = Provenances.Rest,
    })]);
}

/// <summary>What a memory says from now on.</summary>
internal sealed record MemoryBody(string Content, string[]? Tags = null, Dictionary<string, JsonElement>? Metadata = null)
{
    public MemoryChange ToChange() => new(Content, Tags is null ? [] : [.. Tags], MemoryMetadata.Stored(Metadata));
}

/// <summary>What of a memory changes; the rest stays.</summary>
internal sealed record MemoryPatchBody(string? Content = null, string[]? Tags = null, Dictionary<string, JsonElement>? Metadata = null)
{
    public MemoryChange ToChange() => new(Content, Tags is null ? null : [.. Tags], Metadata is null ? null : MemoryMetadata.Stored(Metadata));
}

/// <summary>The changed parts of a memory; null leaves one as it is.</summary>
internal sealed record MemoryChange(string? Content, ImmutableArray<string>? Tags, ImmutableSortedDictionary<string, string>? Metadata)
{
    public static MemoryChange None { get; } = new(null, null, null);

    /// <summary>A version that takes the place of another.</summary>
    public NewObservation After(MemoryVersion before) => new(
        Content ?? before.Last.Statement.Text!, before.About.Name, before.About.Type, Circumstances.Default with
        {
            SupersedesId = before.Last.Id, Valid = before.Last.Statement.Valid, Confidence = before.Last.Statement.Confidence,
            Tags = Tags ?? before.Last.Statement.Tags, Metadata = Metadata ?? before.Last.Statement.Metadata, Provenance = Provenances.Rest,
        });
}

/// <summary>Puts a new version in place of the last one, found inside the transaction, so that of two that change at once none is lost.</summary>
/// <param name="IsWanted">Null when the version may be changed; else why not.</param>
internal sealed record ReviseMemory(string Id, MemoryChange Change, Func<MemoryVersion, Problem?> IsWanted) : IGraphCommand<ImmutableArray<Recorded>>
{
    public Problem? Check(GraphLimits limits) => new Remember([new NewObservation(Change.Content ?? " ", "memory", null, Circumstances.Default with
    {
        Tags = Change.Tags ?? [], Metadata = Change.Metadata ?? ImmutableSortedDictionary<string, string>.Empty,
    })]).Check(limits);

    public WriteIntent Intent => new(
        WriteKind.Update, [new MemoryItem { Entity = Id, Text = Change.Content, Tags = Change.Tags ?? [], Metadata = Change.Metadata ?? ImmutableSortedDictionary<string, string>.Empty }]);

    /// <summary>What the change leaves as it is stays so unless an amendment says something about it.</summary>
    public IGraphCommand<ImmutableArray<Recorded>> Amended(ImmutableArray<MemoryItem> items) => this with
    {
        Change = Change with
        {
            Content = items[0].Text, Tags = items[0].Tags.IsEmpty ? Change.Tags : items[0].Tags, Metadata = items[0].Metadata.IsEmpty ? Change.Metadata : items[0].Metadata,
        },
    };

    public Result<ImmutableArray<Recorded>> Apply(IWorkspaceWrite write)
    {
        if (MemoryVersion.Find(write, Id) is not { } before) { return MemoryVersion.Unknown(Id); }
        return IsWanted(before) is { } problem ? problem : new Remember([Change.After(before)]).Apply(write);
    }
}

internal static class MemoryMetadata
{
    public static ImmutableSortedDictionary<string, string> Stored(Dictionary<string, JsonElement>? metadata) =>
        metadata is null ? ImmutableSortedDictionary<string, string>.Empty : metadata.ToImmutableSortedDictionary(pair => pair.Key, pair => IdeMetadata.Text(pair.Value), StringComparer.Ordinal);

    public static Dictionary<string, JsonElement>? Shown(ImmutableSortedDictionary<string, string> metadata)
    {
        if (metadata.IsEmpty) { return null; }
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            IdeMetadata.Write(writer, "m", metadata);
            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.ToArray());
        return document.RootElement.GetProperty("m").EnumerateObject().ToDictionary(property => property.Name, property => property.Value.Clone(), StringComparer.Ordinal);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(NewMemoryBody))]
[JsonSerializable(typeof(MemoryBody))]
[JsonSerializable(typeof(MemoryPatchBody))]
internal sealed partial class MemoryBodyJson : JsonSerializerContext;
