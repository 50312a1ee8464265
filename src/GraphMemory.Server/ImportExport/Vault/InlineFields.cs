using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Json;
using GraphMemory.Server.ImportExport.Pipeline;

namespace GraphMemory.Server.ImportExport.Vault;

/// <summary>
/// What stands behind the text of a list item: <c>#tag</c> and <c>[key:: value]</c>, as Obsidian and its Dataview read them. A value that would
/// not survive as it is becomes a JSON string, with brackets escaped, so that the last bracket always opens the last field.
/// </summary>
internal static class InlineFields
{
    public const string Name = "name";

    private const string Tag = "tag", Polarity = "polarity", Since = "since", Until = "until", Confidence = "confidence", Weight = "weight", Metadata = "meta";

    /// <summary>More than any fact may hold.</summary>
    private const int FieldsMax = 1_000, FieldLengthMax = 1 << 20;

    private static readonly ImmutableHashSet<string> Known =
        [Name, Tag, Polarity, Since, Until, Confidence, Weight, Metadata, .. ProvenanceText.Names];

    public static void Write(StringBuilder line, LiveFact fact)
    {
        var statement = fact.Statement;
        foreach (var tag in statement.Tags)
        {
            if (IsPlainTag(tag)) { line.Append(" #").Append(tag); }
            else { Write(line, Tag, tag); }
        }

        if (fact.Said != Engine.Graph.Polarity.Affirmed) { Write(line, Polarity, PolarityText.Of(fact.Said)); }
        if (InstantText.Bound(statement.Valid.FromMs) is { } from) { Write(line, Since, from); }
        if (InstantText.Bound(statement.Valid.ToMs) is { } to) { Write(line, Until, to); }
        if (statement.Confidence != 1) { Write(line, Confidence, statement.Confidence.ToString(CultureInfo.InvariantCulture)); }
        if (statement.Weight != 1) { Write(line, Weight, statement.Weight.ToString(CultureInfo.InvariantCulture)); }
        foreach (var (name, value) in ProvenanceText.Parts(statement.Provenance)) { Write(line, name, value); }
        if (!statement.Metadata.IsEmpty) { line.Append($" [{Metadata}:: ").Append(Escaped(JsonCell.Object(statement.Metadata))).Append(']'); }
    }

    public static void Write(StringBuilder line, string name, string value) => line.Append($" [{name}:: ").Append(Value(value)).Append(']');

    /// <summary>Takes the fields off the end; what is left is the text.</summary>
    public static string Take(string text, List<(string Name, string Value)> fields)
    {
        var end = text.Length;
        while (end > 0 && fields.Count < FieldsMax)
        {
            var rest = text.AsSpan(0, end);
            var begin = rest[^1] == ']' ? rest.LastIndexOf('[') : rest.LastIndexOf(' ') + 1;
            if (begin < 0 || (begin > 0 && rest[begin - 1] != ' ') || end - begin > FieldLengthMax) { break; }
            var last = rest[begin..].ToString();
            if (last is ['#', ..] && IsPlainTag(last[1..])) { fields.Add((Tag, last[1..])); }
            else if (Field(last) is { } field) { fields.Add(field); }
            else { break; }
            end = Math.Max(0, begin - 1);
        }

        fields.Reverse();
        return text[..end];
    }

    public static Circumstances Circumstances(List<(string Name, string Value)> fields) => new()
    {
        Polarity = PolarityText.Parse(One(fields, Polarity)) ?? Engine.Graph.Polarity.Affirmed,
        Valid = new ValidTime(Instant(fields, Since) ?? ValidTime.Beginning, Instant(fields, Until) ?? ValidTime.Open),
        Confidence = Number(fields, Confidence),
        Tags = TagText.Of(fields.Where(field => field.Name == Tag).Select(field => field.Value)),
        Provenance = ProvenanceText.Of(name => One(fields, name)),
        Metadata = One(fields, Metadata) is { } json ? new MetadataText().AddJson(Metadata, json).ToMetadata() : ImmutableSortedDictionary<string, string>.Empty,
    };

    public static float WeightOf(List<(string Name, string Value)> fields) => Number(fields, Weight);

    public static string? One(List<(string Name, string Value)> fields, string name) => fields.LastOrDefault(field => field.Name == name).Value;

    /// <summary>Tags as Obsidian takes them: letters, digits, _ - / and not digits alone.</summary>
    public static bool IsPlainTag(string tag) =>
        tag.Length > 0 && tag.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '/') && !tag.All(char.IsAsciiDigit);

    /// <summary>A text as it is, or as a JSON string when a reader would take it for something else.</summary>
    public static string Value(string value) =>
        value.Length > 0 && value[0] is not ('"' or ' ' or '{') && value[^1] != ' ' && !value.Any(c => char.IsControl(c) || c is '[' or ']')
            ? value
            : Escaped(JsonCell.String(value));

    public static string ValueOf(string text) => Unquoted(text) ?? text;

    /// <summary>The text of a JSON string; null when it is none.</summary>
    public static string? Unquoted(string text)
    {
        if (text is not ['"', _, ..] || text[^1] != '"') { return null; }
        try
        {
            using var document = JsonDocument.Parse(text);
            return JsonFields.TextOf(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Escaped(string json) =>
        json.Replace("[", "\\u005b", StringComparison.Ordinal).Replace("]", "\\u005d", StringComparison.Ordinal);

    private static (string Name, string Value)? Field(string text)
    {
        if (text is not ['[', .., ']'] || text.IndexOf(":: ", StringComparison.Ordinal) is not (> 1 and var at)) { return null; }
        var name = text[1..at];
        return Known.Contains(name) ? (name, ValueOf(text[(at + 3)..^1])) : null;
    }

    private static long? Instant(List<(string Name, string Value)> fields, string name) =>
        One(fields, name) is { } text ? InstantText.Parse(text, TimeZoneInfo.Utc) : null;

    private static float Number(List<(string Name, string Value)> fields, string name) =>
        float.TryParse(One(fields, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 1 ? value : 1;
}
