using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;

namespace GraphMemory.Server.Rest;

/// <summary>
/// JSON Schemas of the shapes that really go over the wire, by the name of their type: what the serialiser knows, so that the document
/// cannot say something else.
/// </summary>
internal sealed class OpenApiSchemas
{
    private readonly SortedDictionary<string, JsonNode> _named = new(StringComparer.Ordinal);

    /// <summary>A reference to the schema of a type, or the schema itself when it has no name.</summary>
    public JsonNode Of(JsonTypeInfo type)
    {
        var schema = JsonSchemaExporter.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = Transform,
        });
        Unmark(schema);
        return schema;
    }

    public JsonObject All()
    {
        var all = new JsonObject();
        foreach (var (name, schema) in _named) { all[name] = schema.DeepClone(); }
        return all;
    }

    // Called for the children of a schema before the schema itself.
    private JsonObject Transform(JsonSchemaExporterContext context, JsonNode schema)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        var described = type == typeof(WireTime) ? Time()
            : schema is not JsonObject known ? []
            : known["$ref"] is not null ? Again(context.TypeInfo, type)
            : Named(context.TypeInfo, type, known);
        if (context.PropertyInfo is { IsGetNullable: true }) { described[NullMark] = true; }
        return described;
    }

    private JsonObject Named(JsonTypeInfo info, Type type, JsonObject schema)
    {
        Require(schema);
        DropNull(schema);
        if (info.Kind != JsonTypeInfoKind.Object || schema["properties"] is null) { return schema; }
        _named[NameOf(type)] = schema.DeepClone();
        return Reference(type);
    }

    /// <summary>The exporter points back to where it met a type before; here every type has a name to point to.</summary>
    private static JsonObject Again(JsonTypeInfo info, Type type) => info.Kind switch
    {
        JsonTypeInfoKind.Enumerable => new() { ["type"] = "array", ["items"] = OfElement(info.ElementType!) },
        JsonTypeInfoKind.Dictionary => new() { ["type"] = "object", ["additionalProperties"] = OfElement(info.ElementType!) },
        _ => Reference(type),
    };

    private static JsonObject OfElement(Type type) => type switch
    {
        _ when type == typeof(string) => new() { ["type"] = "string" },
        { IsPrimitive: true } => new() { ["type"] = "integer" },
        _ => Reference(type),
    };

    private static JsonObject Reference(Type type) => new() { ["$ref"] = $"#/components/schemas/{NameOf(type)}" };

    private const string NullMark = "x-null";

    private static JsonObject Time() => new()
    {
        ["description"] = "ISO 8601 (UTC when it names no zone), or Unix milliseconds",
        ["oneOf"] = new JsonArray(new JsonObject { ["type"] = "string" }, new JsonObject { ["type"] = "integer", ["format"] = "int64" }),
    };

    /// <summary>A property that can be null is left out instead; every other one that the serialiser asks for is always there.</summary>
    private static void Require(JsonObject schema)
    {
        if (schema["properties"] is not JsonObject properties) { return; }
        var absent = properties.Where(property => Unmark(property.Value)).Select(property => property.Key).ToHashSet(StringComparer.Ordinal);
        var asked = schema["required"] is JsonArray listed ? [.. listed.Select(name => name!.GetValue<string>())] : new List<string>();
        JsonNode[] required = [.. asked.Where(name => !absent.Contains(name)).Select(name => (JsonNode)name)];
        schema.Remove("required");
        if (required.Length > 0) { schema["required"] = new JsonArray(required); }
    }

    private static bool Unmark(JsonNode? schema) => schema is JsonObject described && described.Remove(NullMark);

    private static void DropNull(JsonObject schema)
    {
        if (schema["type"] is not JsonArray types) { return; }
        JsonNode[] kept = [.. types.Where(kind => kind!.GetValue<string>() != "null").Select(kind => kind!.DeepClone())];
        schema["type"] = kept.Length == 1 ? kept[0] : new JsonArray(kept);
    }

    private static string NameOf(Type type)
    {
        var name = type.Name.Split('`')[0];
        name = name.EndsWith("Shape", StringComparison.Ordinal) ? name[..^5] : name;
        return string.Concat(type.GenericTypeArguments.Select(NameOf)) + name;
    }
}
