using System.Text.Json;

namespace GraphMemory.Server.ImportExport.Ancestor.Settings;

/// <summary>The settings in a file: <c>NAME=value</c> of a .env file, JSON, or the indented <c>name: value</c> of YAML.</summary>
internal static class SettingLines
{
    private const int LinesMax = 10_000;

    public static IReadOnlyList<(string Name, string Value, int Line)> Of(string text)
    {
        if (text.AsSpan().TrimStart().StartsWith("{")) { return OfJson(text); }
        var settings = new List<(string, string, int)>();
        var path = new List<(int Indent, string Name)>();
        var line = 0;
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            if (++line > LinesMax) { break; }
            var content = raw.Trim();
            if (content.IsEmpty || content[0] is '#' or '-') { continue; }
            if (content.StartsWith("export ")) { content = content[7..]; }
            var (equals, colon) = (content.IndexOf('='), content.IndexOf(':'));
            if (equals > 0 && (colon < 0 || equals < colon)) { settings.Add((content[..equals].Trim().ToString(), Unquoted(content[(equals + 1)..]), line)); }
            else if (colon > 0) { AddYaml(settings, path, raw.Length - raw.TrimStart().Length, content, colon, line); }
        }

        return settings;
    }

    private static void AddYaml(
        List<(string, string, int)> settings, List<(int Indent, string Name)> path, int indent, ReadOnlySpan<char> content, int colon, int line)
    {
        path.RemoveAll(parent => parent.Indent >= indent);
        var (name, value) = (content[..colon].Trim().ToString(), Unquoted(content[(colon + 1)..]));
        if (value.Length == 0) { path.Add((indent, name)); }
        else { settings.Add((string.Join('.', path.Select(parent => parent.Name).Append(name)), value, line)); }
    }

    private static string Unquoted(ReadOnlySpan<char> value)
    {
        var trimmed = value.Trim();
        var end = trimmed.Length > 1 && trimmed[0] is '"' or '\'' ? trimmed[1..].IndexOf(trimmed[0]) : -1;
        if (end >= 0) { return trimmed.Slice(1, end).ToString(); }
        var comment = trimmed.IndexOf(" #");
        return (comment < 0 ? trimmed : trimmed[..comment].TrimEnd()).ToString();
    }

    private static List<(string, string, int)> OfJson(string text)
    {
        var settings = new List<(string, string, int)>();
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            AddJson(settings, "", document.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException) // the latter: half of a surrogate pair, noticed when it is read
        {
            return []; // no settings: then it is no file of settings
        }

        return settings;
    }

    private static void AddJson(List<(string, string, int)> settings, string prefix, JsonElement section)
    {
        foreach (var property in section.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Object) { AddJson(settings, $"{prefix}{property.Name}.", property.Value); }
            else { settings.Add((prefix + property.Name, Json.JsonFields.TextOf(property.Value), 0)); }
        }
    }
}
