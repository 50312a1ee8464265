using System.Text.Json;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.Mcp;

namespace GraphMemory.Server.ImportExport.Peers;

/// <summary>Writes memories as mem0 lists them: an array of {id, memory, user_id, agent_id, run_id, categories, metadata, created_at, updated_at}.</summary>
internal static class Mem0Writer
{
    public static void Write(LiveGraph graph, Stream output)
    {
        using var writer = new Utf8JsonWriter(output, ReferenceJsonEncoder.Compact);
        var lines = 0;
        foreach (var entity in graph.Entities())
        {
            foreach (var fact in entity.Observations)
            {
                output.Write(lines++ == 0 ? "[\n"u8 : ",\n"u8);
                Write(writer, entity.Entity, fact.Statement);
                writer.Flush();
                writer.Reset();
            }
        }

        output.Write(lines == 0 ? "[]\n"u8 : "\n]\n"u8);
    }

    private static void Write(Utf8JsonWriter writer, Entity entity, FactDraft statement)
    {
        var source = new SourceStamp(entity, statement);
        writer.WriteStartObject();
        writer.WriteString("id"u8, source.Id);
        writer.WriteString("memory"u8, statement.Text);
        Write(writer, "user_id", statement.Provenance.Principal);
        Write(writer, "agent_id", statement.Provenance.Client);
        Write(writer, "run_id", statement.Provenance.Session);
        JsonParts.WriteList(writer, "categories", statement.Tags);
        writer.WriteStartObject("metadata"u8);
        if (!entity.HasGeneratedName)
        {
            writer.WriteString(SourceStamp.About, entity.Name);
            writer.WriteString(SourceStamp.AboutType, entity.Type);
        }
        else if (entity.Type != Entity.NoteType) { writer.WriteString(SourceStamp.AboutType, entity.Type); }

        foreach (var (name, value) in source.OtherMetadata) { writer.WriteString(name, value); }
        writer.WriteEndObject();
        writer.WriteString("created_at"u8, source.Created);
        writer.WriteString("updated_at"u8, source.Updated);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null) { writer.WriteString(name, value); }
    }
}
