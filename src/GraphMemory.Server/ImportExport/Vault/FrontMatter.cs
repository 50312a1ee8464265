using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using GraphMemory.Server.ImportExport.Pipeline;

namespace GraphMemory.Server.ImportExport.Vault;

/// <summary>
/// The properties at the head of a note: the part of YAML that note programs write, which is scalars and lists of scalars. Anything deeper
/// is kept as the text that stands there.
/// </summary>
internal sealed class FrontMatter
{
    public const string Fence = "---";

    /// <summary>A longer head is no head.</summary>
    public const int LinesMax = 2_000;

    private static readonly FrozenSet<string> Words = new[] { "true", "false", "null", "yes", "no", "on", "off", "y", "n", "~" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly OrderedDictionary<string, List<string>> _properties = new(StringComparer.OrdinalIgnoreCase);
    private string? _open;

    public IEnumerable<KeyValuePair<string, List<string>>> Properties => _properties;

    public bool Has(string name) => _properties.ContainsKey(name);

    /// <summary>The first value; null when there is none.</summary>
    public string? Text(string name) => _properties.TryGetValue(name, out var values) && values.Count > 0 && values[0].Length > 0 ? values[0] : null;

    public IReadOnlyList<string> List(string name) => _properties.GetValueOrDefault(name) ?? [];

    /// <summary>Tags: a list, or one text with commas.</summary>
    public ImmutableArray<string> Tags() => TagText.Of(List("tags").Concat(List("tag")).SelectMany(tags => TagText.Split(tags)));

    /// <summary>Takes one line between the fences.</summary>
    public void Add(string line)
    {
        var text = line.Trim();
        if (text.Length == 0 || text[0] == '#') { return; }
        var colon = ColonOf(line);
        if (line[0] is not (' ' or '\t' or '-') && colon > 0) { Begin(line[..colon].Trim(), text[Math.Min(text.Length, colon + 1)..].Trim()); }
        else if (_open is not null && text.StartsWith("- ", StringComparison.Ordinal)) { _properties[_open].Add(Scalar(text[2..].Trim())); }
        else if (_open is not null && text != "-") { _properties[_open].Add(text); }
    }

    /// <summary>A scalar as YAML and JSON both read it.</summary>
    public static string Quoted(string value) => IsPlain(value) ? value : Json.JsonCell.String(value);

    private static bool IsPlain(string value) =>
        value.Length > 0 && value.All(c => char.IsLetterOrDigit(c) || c is ' ' or '_' or '-' or '/') && char.IsLetter(value[0]) && value[^1] != ' ' && !Words.Contains(value);

    private void Begin(string name, string value)
    {
        _open = Scalar(name);
        _properties[_open] = value switch
        {
            "" or "|" or ">" or "|-" or ">-" => [],
            ['[', .., ']'] => Flow(value[1..^1]),
            _ => [Scalar(value)],
        };
    }

    private static List<string> Flow(string text)
    {
        var (items, item, quote) = (new List<string>(), new StringBuilder(), '\0');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quote == '"' && c == '\\' && i + 1 < text.Length) { item.Append(c).Append(text[++i]); }
            else if (c == ',' && quote == '\0')
            {
                items.Add(Scalar(item.ToString().Trim()));
                item.Clear();
            }
            else
            {
                if (quote == '\0' && c is '"' or '\'') { quote = c; }
                else if (c == quote) { quote = '\0'; }
                item.Append(c);
            }
        }

        if (!string.IsNullOrWhiteSpace(item.ToString())) { items.Add(Scalar(item.ToString().Trim())); }
        return items;
    }

    private static string Scalar(string text)
    {
        if (text is ['\'', .., '\''] && text.Length > 1) { return text[1..^1].Replace("''", "'", StringComparison.Ordinal); }
        if (text is ['"', ..]) { return InlineFields.Unquoted(text) ?? text.Trim('"'); }
        return text.IndexOf(" #", StringComparison.Ordinal) is >= 0 and var comment ? text[..comment].TrimEnd() : text;
    }

    /// <summary>The colon that ends a key: one that a blank or nothing follows.</summary>
    private static int ColonOf(string line)
    {
        for (var at = line.IndexOf(':', StringComparison.Ordinal); at >= 0; at = line.IndexOf(':', at + 1))
        {
            if (at + 1 == line.Length || line[at + 1] is ' ' or '\t') { return at; }
        }

        return -1;
    }
}
