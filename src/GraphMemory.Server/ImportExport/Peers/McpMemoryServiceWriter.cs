using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Pipeline;
using GraphMemory.Server.Mcp;

namespace GraphMemory.Server.ImportExport.Peers;

/// <summary>Writes memories as mcp-memory-service exports them, so that its own importer takes them in.</summary>
internal static class McpMemoryServiceWriter
{
    public static void Write(LiveGraph graph, Stream output)
    {
        using var writer = new Utf8JsonWriter(output, ReferenceJsonEncoder.Compact);
        var count = 0L;
        output.Write("{\"memories\":["u8);
        foreach (var entity in graph.Entities())
        {
            foreach (var fact in entity.Observations)
            {
                output.Write(count++ == 0 ? "\n"u8 : ",\n"u8);
                Write(writer, entity.Entity, fact.Statement);
                writer.Flush();
                writer.Reset();
            }
        }

        // The count is known at the end, and JSON objects have no order.
        output.Write(Encoding.UTF8.GetBytes($"\n],\n\"export_metadata\":{{\"source_machine\":\"graphmemory\",\"total_memories\":{count},\"include_embeddings\":false,\"filter_tags\":null}}}}\n"));
    }

    private static void Write(Utf8JsonWriter writer, Entity entity, FactDraft statement)
    {
        var source = new SourceStamp(entity, statement);
        writer.WriteStartObject();
        writer.WriteString("content"u8, statement.Text);
        writer.WriteString("content_hash"u8, IsHash(source.Id) ? source.Id : HashOf(statement.Text!));
        JsonParts.WriteList(writer, "tags", statement.Tags);
        Write(writer, "created_at", source.Created);
        Write(writer, "updated_at", source.Updated);
        writer.WriteString("memory_type"u8, entity.Type);
        writer.WriteStartObject("metadata"u8);
        if (!entity.HasGeneratedName) { writer.WriteString(SourceStamp.About, entity.Name); }
        foreach (var (name, value) in source.OtherMetadata) { writer.WriteString(name, value); }
        writer.WriteEndObject();
        writer.WriteString("export_source"u8, statement.Provenance.Client ?? "graphmemory");
        writer.WriteEndObject();
    }

    /// <summary>Unix seconds, as its importer expects.</summary>
    private static void Write(Utf8JsonWriter writer, string name, string? instant)
    {
        if (instant is not null && InstantText.Parse(instant, TimeZoneInfo.Utc) is { } atMs) { writer.WriteNumber(name, atMs / 1000.0); }
    }

    private static bool IsHash(string id) => id.Length == 64 && id.All(char.IsAsciiHexDigitLower);

    /// <summary>The rule of its <c>generate_content_hash</c> for a memory without metadata.</summary>
    private static string HashOf(string content) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content.Trim().ToLowerInvariant())));
}
