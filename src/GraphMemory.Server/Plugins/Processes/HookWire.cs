using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Plugins;

namespace GraphMemory.Server.Plugins.Processes;

/// <summary>A part of a memory on the wire.</summary>
internal sealed record ItemShape(
    long? FactId = null, string? Entity = null, string? EntityType = null, string? Text = null, string? Relation = null, string? To = null, string[]? Tags = null,
    Dictionary<string, string>? Metadata = null)
{
    public static ItemShape Of(MemoryItem item) => new(
        item.FactId, item.Entity, item.EntityType, item.Text, item.Relation, item.To, item.Tags.IsDefaultOrEmpty ? null : [.. item.Tags], item.Metadata.IsEmpty ? null : new(item.Metadata));

    public MemoryItem ToItem() => new()
    {
        FactId = FactId, Entity = Entity, EntityType = EntityType, Text = Text, Relation = Relation, To = To, Tags = [.. Tags ?? []],
        Metadata = (Metadata ?? []).ToImmutableSortedDictionary(StringComparer.Ordinal),
    };
}

/// <param name="Blob">Its bytes, Base64, as MCP has them.</param>
internal sealed record DocumentShape(string Name, byte[] Blob);

/// <summary>The arguments of a hook's tool.</summary>
internal sealed record HookCallShape(string Workspace, ItemShape[] Items, double[]? Scores, string? Query, DocumentShape? Document)
{
    public static HookCallShape Of(HookCall call) => new(
        call.Workspace, [.. call.Items.Select(ItemShape.Of)], call.Scores.IsDefaultOrEmpty ? null : [.. call.Scores], call.Query,
        call.Document is { } document ? new(document.Name, document.Content.ToArray()) : null);
}

/// <summary>What a hook's tool answers.</summary>
/// <param name="Refuse">Why it must not happen.</param>
internal sealed record HookAnswerShape(string? Refuse = null, ItemShape[]? Items = null, int[]? Order = null)
{
    public HookAnswer ToAnswer() => new()
    {
        Refusal = Refuse, Items = Items is null ? default : [.. Items.Select(item => item.ToItem())], Order = Order is null ? default : [.. Order],
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HookCallShape))]
[JsonSerializable(typeof(HookAnswerShape))]
internal sealed partial class HookJson : JsonSerializerContext;

/// <summary>Calls and answers of hooks as tool calls of MCP.</summary>
internal static class HookWire
{
    public static void WriteCall(Utf8JsonWriter writer, HookCall call)
    {
        writer.WriteStartObject();
        writer.WriteString("name", call.Hook);
        writer.WritePropertyName("arguments");
        JsonSerializer.Serialize(writer, HookCallShape.Of(call), HookJson.Default.HookCallShape);
        writer.WriteEndObject();
    }

    /// <summary>The answer of a tool's result: its structured content, else its text when that is an object.</summary>
    public static Result<HookAnswer> ReadAnswer(JsonElement result)
    {
        var text = result.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.Array
            ? content.EnumerateArray().Where(block => block.ValueKind == JsonValueKind.Object && block.TryGetProperty("text", out var inner) && inner.ValueKind == JsonValueKind.String)
                .Select(block => block.GetProperty("text").GetString()).FirstOrDefault() ?? ""
            : "";
        if (result.TryGetProperty("isError", out var isError) && isError.ValueKind == JsonValueKind.True) { return PluginProblems.Refused.With($"it answered: {text}"); }
        try
        {
            return (result.TryGetProperty("structuredContent", out var structured) ? structured.Deserialize(HookJson.Default.HookAnswerShape)
                : text.StartsWith('{') ? JsonSerializer.Deserialize(text, HookJson.Default.HookAnswerShape)
                : null)?.ToAnswer() ?? HookAnswer.None;
        }
        catch (JsonException fault)
        {
            return PluginProblems.Refused.With($"its answer is not understood: {fault.Message}");
        }
    }
}
