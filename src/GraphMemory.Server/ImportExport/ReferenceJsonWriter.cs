using System.Text.Json;
using GraphMemory.Engine.Graph;
using GraphMemory.Server.Mcp;

namespace GraphMemory.Server.ImportExport;

/// <summary>Writes the memory file as the MCP reference server does: entities, then relations, one a line, no newline at the end.</summary>
internal static class ReferenceJsonWriter
{
    public static void Write(GraphView graph, Stream output)
    {
        using var writer = new Utf8JsonWriter(output, ReferenceJsonEncoder.Compact);
        var lineCount = 0;
        foreach (var entity in graph.Entities) { Line(writer, output, lineCount++, "entity"u8, () => ReferenceShapes.WriteFields(writer, entity)); }
        foreach (var relation in graph.Relations) { Line(writer, output, lineCount++, "relation"u8, () => ReferenceShapes.WriteFields(writer, relation)); }
    }

    private static void Line(Utf8JsonWriter writer, Stream output, int linesBefore, ReadOnlySpan<byte> type, Action writeFields)
    {
        if (linesBefore > 0) { output.WriteByte((byte)'\n'); }
        writer.WriteStartObject();
        writer.WriteString("type"u8, type);
        writeFields();
        writer.WriteEndObject();
        writer.Flush();
        writer.Reset();
    }
}
