using System.Text;
using System.Text.Json;

namespace GraphMemory.Server.Hooks;

/// <summary>What was done in a conversation, as its transcript tells: the files that the assistant's tools wrote.</summary>
/// <param name="Files">In the order in which they were first written.</param>
internal sealed record Transcript(IReadOnlyList<string> Files)
{
    /// <summary>A longer transcript is read from its end.</summary>
    private const long BytesMax = 8L << 20;
    private static readonly string[] WritingTools = ["Edit", "Write", "MultiEdit", "NotebookEdit"];

    public static Transcript Read(string path)
    {
        var files = new List<string>();
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (stream.Length > BytesMax) { stream.Seek(-BytesMax, SeekOrigin.End); }
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (!line.Contains("\"tool_use\"", StringComparison.Ordinal)) { continue; }
            foreach (var file in FilesOf(line)) { if (!files.Contains(file)) { files.Add(file); } }
        }

        return new(files);
    }

    private static IEnumerable<string> FilesOf(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            if (!TryGet(document.RootElement, "message", out var message) || !TryGet(message, "content", out var content) || content.ValueKind != JsonValueKind.Array) { return []; }
            return [.. content.EnumerateArray().Select(FileOf).OfType<string>()];
        }
        catch (JsonException)
        {
            return []; // the line that is being written, or the first one of a cut file
        }
    }

    private static string? FileOf(JsonElement part)
    {
        if (!TryGet(part, "type", out var type) || !IsText(type, "tool_use") || !TryGet(part, "name", out var name) || !WritingTools.Any(tool => IsText(name, tool))
            || !TryGet(part, "input", out var input))
        {
            return null;
        }

        return (TryGet(input, "file_path", out var path) || TryGet(input, "notebook_path", out path)) && path.ValueKind == JsonValueKind.String ? path.GetString() : null;
    }

    private static bool IsText(JsonElement element, string text) => element.ValueKind == JsonValueKind.String && element.ValueEquals(text);

    private static bool TryGet(JsonElement element, string name, out JsonElement value)
    {
        value = default;
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out value);
    }
}
