using System.Text.Json;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Server.Configuration;

/// <summary>The file as a source: a JSON object of sections, comments and trailing commas welcome.</summary>
internal static class ConfigurationFile
{
    public const string Name = "config.json";

    private const int BytesMax = 1024 * 1024;

    private static readonly JsonDocumentOptions Syntax = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
        MaxDepth = 8,
    };

    public static Result<IReadOnlyList<ConfigurationEntry>> Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > BytesMax) { return Unreadable(path, $"it is larger than {BytesMax} bytes"); }
            return Parse(path, File.ReadAllBytes(path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Unreadable(path, fault.Message);
        }
    }

    public static Result<IReadOnlyList<ConfigurationEntry>> Parse(string path, ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Syntax);
            if (document.RootElement.ValueKind != JsonValueKind.Object) { return Unreadable(path, "it must hold one JSON object of sections"); }
            var entries = new List<ConfigurationEntry>();
            Flatten(document.RootElement, "", $"file {path}", entries);
            return entries;
        }
        catch (JsonException fault)
        {
            return Unreadable(path, $"it is not valid JSON at line {fault.LineNumber + 1}: {fault.Message}");
        }
        catch (InvalidOperationException)
        {
            // Strings are decoded when they are asked for: bytes or escapes that are no Unicode come to light only then.
            return Unreadable(path, "it holds a text that is not valid Unicode");
        }
    }

    private static void Flatten(JsonElement section, string prefix, string origin, List<ConfigurationEntry> entries)
    {
        foreach (var property in section.EnumerateObject())
        {
            var path = prefix + property.Name;
            if (property.Value.ValueKind == JsonValueKind.Object) { Flatten(property.Value, path + ".", origin, entries); }
            else { entries.Add(new(path, Text(property.Value), path, origin)); }
        }
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => string.Join(",", value.EnumerateArray().Select(Text)),
        _ => value.GetRawText(),
    };

    private static Problem Unreadable(string path, string why) => ConfigurationProblems.FileUnreadable.With(
        $"The configuration file {path} cannot be used: {why}.",
        new FieldProblem("--config", why, "Mend the file, or name another one with --config."));
}
