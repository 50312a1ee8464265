using System.Collections.Immutable;
using System.Text.Json;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Server.Mcp;

/// <summary>The JSON shapes of the MCP reference memory server: its results, its resource, its file.</summary>
internal static class ReferenceShapes
{
    public static void WriteGraph(Utf8JsonWriter writer, GraphView graph)
    {
        writer.WriteStartObject();
        WriteEntities(writer, "entities", graph.Entities);
        WriteRelations(writer, "relations", graph.Relations);
        writer.WriteEndObject();
    }

    /// <summary>The reply of a deletion.</summary>
    public static ToolReply Done(string message) => ToolReply.Prose(message, writer => Wrapped(writer, () =>
    {
        writer.WriteBoolean("success"u8, true);
        writer.WriteString("message"u8, message);
    }));

    public static void Wrapped(Utf8JsonWriter writer, Action writeFields)
    {
        writer.WriteStartObject();
        writeFields();
        writer.WriteEndObject();
    }

    public static RelationKey ReadRelation(ToolArguments relation) =>
        new(relation.Text("from"), relation.Text("to"), relation.Text("relationType"));

    public static void WriteEntities(Utf8JsonWriter writer, string? name, ImmutableArray<NewEntity> entities) =>
        WriteList(writer, name, entities, WriteFields);

    public static void WriteRelations(Utf8JsonWriter writer, string? name, ImmutableArray<RelationKey> relations) =>
        WriteList(writer, name, relations, WriteFields);

    public static void WriteAdded(Utf8JsonWriter writer, string? name, ImmutableArray<EntityTexts> results) =>
        WriteList(writer, name, results, static (writer, added) =>
        {
            writer.WriteString("entityName"u8, added.EntityName);
            WriteTexts(writer, "addedObservations"u8, added.Texts);
        });

    public static void WriteFields(Utf8JsonWriter writer, NewEntity entity)
    {
        writer.WriteString("name"u8, entity.Name);
        writer.WriteString("entityType"u8, entity.Type);
        WriteTexts(writer, "observations"u8, entity.Observations);
    }

    public static void WriteFields(Utf8JsonWriter writer, RelationKey relation)
    {
        writer.WriteString("from"u8, relation.From);
        writer.WriteString("to"u8, relation.To);
        writer.WriteString("relationType"u8, relation.Type);
    }

    private static void WriteTexts(Utf8JsonWriter writer, ReadOnlySpan<byte> name, ImmutableArray<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts) { writer.WriteStringValue(text); }
        writer.WriteEndArray();
    }

    private static void WriteList<T>(Utf8JsonWriter writer, string? name, ImmutableArray<T> items, Action<Utf8JsonWriter, T> writeFields)
    {
        if (name is not null) { writer.WritePropertyName(name); }
        writer.WriteStartArray();
        foreach (var item in items)
        {
            writer.WriteStartObject();
            writeFields(writer, item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
