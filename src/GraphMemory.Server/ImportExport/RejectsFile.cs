using System.Text.Json;
using GraphMemory.Server.Mcp;

namespace GraphMemory.Server.ImportExport;

/// <summary>A line of an import that could not be used, and why.</summary>
internal sealed record RejectedLine(long Line, string Reason, string Text);

/// <summary>Where rejected lines go, as JSON lines, so that nothing is lost and the reasons are beside them.</summary>
internal static class RejectsFile
{
    public static string PathOf(string source) => source + ".rejects.jsonl";

    public static void Append(string path, IEnumerable<RejectedLine> lines)
    {
        using var stream = new FileStream(path, FileMode.Append, FileAccess.Write);
        using var writer = new Utf8JsonWriter(stream, ReferenceJsonEncoder.Compact);
        foreach (var line in lines)
        {
            writer.WriteStartObject();
            writer.WriteNumber("line"u8, line.Line);
            writer.WriteString("reason"u8, line.Reason);
            writer.WriteString("text"u8, line.Text);
            writer.WriteEndObject();
            writer.Flush();
            stream.WriteByte((byte)'\n');
            writer.Reset();
        }
    }
}
