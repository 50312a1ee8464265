using System.Text.Json;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.Mcp;
using GraphMemory.Server.ImportExport.Pipeline;

namespace GraphMemory.Server.ImportExport.Json;

/// <summary>Writes a memory list: an array, one object a line; an entity comes before what is said of it, relations come last.</summary>
internal static class MemoryListWriter
{
    public static void Write(LiveGraph graph, Stream output)
    {
        using var writer = new Utf8JsonWriter(output, ReferenceJsonEncoder.Compact);
        output.WriteByte((byte)'[');
        var lines = 0;
        foreach (var entity in graph.Entities())
        {
            Line(lines++, () => WriteEntity(writer, entity));
            foreach (var fact in entity.Observations) { Line(lines++, () => WriteMemory(writer, entity, fact)); }
        }

        foreach (var entity in graph.EntitiesWithRelations())
        {
            foreach (var fact in entity.Relations) { Line(lines++, () => WriteRelation(writer, entity, fact)); }
        }

        output.Write("\n]\n"u8);

        void Line(int before, Action write)
        {
            output.Write(before == 0 ? "\n"u8 : ",\n"u8);
            writer.WriteStartObject();
            write();
            writer.WriteEndObject();
            writer.Flush();
            writer.Reset();
        }
    }

    private static void WriteEntity(Utf8JsonWriter writer, LiveEntity entity)
    {
        writer.WriteString("name"u8, entity.Entity.Name);
        writer.WriteString("type"u8, entity.Entity.Type);
        if (Naming.Of(entity.Entity) is { } naming) { writer.WriteString("naming"u8, naming); }
    }

    private static void WriteMemory(Utf8JsonWriter writer, LiveEntity entity, LiveFact fact)
    {
        writer.WriteString("content"u8, fact.Statement.Text);
        writer.WriteString("about"u8, entity.Entity.Name);
        writer.WriteString("type"u8, entity.Entity.Type);
        CircumstancesJson.Write(writer, fact);
    }

    private static void WriteRelation(Utf8JsonWriter writer, LiveEntity entity, LiveFact fact)
    {
        writer.WriteString("from"u8, entity.Entity.Name);
        writer.WriteString("to"u8, fact.Object);
        writer.WriteString("type"u8, fact.Statement.Predicate);
        CircumstancesJson.Write(writer, fact);
    }
}
