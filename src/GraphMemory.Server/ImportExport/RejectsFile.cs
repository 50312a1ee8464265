using System.Text.Json;
using GraphMemory.Server.Mcp;

namespace GraphMemory.Server.ImportExport;

/// <summary>A line of an import that could not be used, and why.</summary>
/// <param name="File">Which file of a folder or archive; null when the source is one file.</param>
internal sealed record RejectedLine(long Line, string Reason, string Text, string? File = null);

/// <summary>Where rejected lines go, as JSON lines, so that nothing is lost and the reasons are beside them.</summary>
internal static class RejectsFile
{
    private const string Ending = ".rejects.jsonl";

    public static string PathOf(string source) => Path.TrimEndingDirectorySeparator(source) + Ending;

    /// <summary>An import that starts anew leaves no lines of an earlier one; a file that has another name may hold anything, and is added to.</summary>
    public static void Begin(string path)
    {
        if (path.EndsWith(Ending, StringComparison.Ordinal)) { File.Delete(path); }
    }

    public static void Append(string path, IEnumerable<RejectedLine> lines)
    {
        using var stream = new FileStream(path, FileMode.Append, FileAccess.Write);
        using var writer = new Utf8JsonWriter(stream, ReferenceJsonEncoder.Compact);
        foreach (var line in lines)
        {
            writer.WriteStartObject();
            if (line.File is { } file) { writer.WriteString("file"u8, file); }
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
