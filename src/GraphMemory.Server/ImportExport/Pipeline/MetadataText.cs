using System.Collections.Immutable;
using System.Text.Json;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Json;

namespace GraphMemory.Server.ImportExport.Pipeline;

/// <summary>Gathers the metadata of a fact; an empty value of an unknown field says nothing and is left out.</summary>
internal sealed class MetadataText
{
    private readonly ImmutableSortedDictionary<string, string>.Builder _pairs = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);

    public MetadataText Add(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value) && name.Length > 0) { _pairs[name] = value; }
        return this;
    }

    /// <summary>When the source wrote its record.</summary>
    public MetadataText AddTimes(long? createdMs, long? updatedMs)
    {
        if (createdMs is { } created) { Add(SourceMetadata.Created, InstantText.Of(created)); }
        if (updatedMs is { } updated && updated != createdMs) { Add(SourceMetadata.Updated, InstantText.Of(updated)); }
        return this;
    }

    /// <summary>The fields of an object, what is nested as JSON.</summary>
    public MetadataText AddFields(JsonElement? value)
    {
        if (value is not { ValueKind: JsonValueKind.Object } fields) { return this; }
        foreach (var field in fields.EnumerateObject().Where(field => field.Value.ValueKind != JsonValueKind.Null))
        {
            if (JsonFields.NameOf(field) is { } name) { _pairs[name] = JsonFields.TextOf(field.Value); }
        }

        return this;
    }

    /// <summary>The fields of a JSON object given as text; any other text under a name.</summary>
    public MetadataText AddJson(string name, string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object ? AddFields(document.RootElement) : Add(name, json);
        }
        catch (JsonException)
        {
            return Add(name, json);
        }
    }

    /// <summary>What nobody took of a record: unknown fields are kept.</summary>
    public MetadataText AddRest(JsonFields fields)
    {
        foreach (var (name, value) in fields.Rest) { Add(name, JsonFields.TextOf(value)); }
        return this;
    }

    public ImmutableSortedDictionary<string, string> ToMetadata() => _pairs.ToImmutable();
}
