using System.Text;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;

namespace GraphMemory.Server.ImportExport.Vault;

/// <summary>
/// List items of a note. A text stands as it is, its further lines indented; where a reader would understand it otherwise, it stands as a JSON
/// string. Which of the two is decided by reading back what was written, so that every text comes back as it was.
/// </summary>
internal static class VaultItem
{
    private const string Indent = "\n  ";

    public static string Observation(LiveFact fact)
    {
        var fields = new StringBuilder();
        InlineFields.Write(fields, fact);
        var text = fact.Statement.Text!;
        var plain = text.Replace("\n", Indent, StringComparison.Ordinal).Replace(Indent + "\n", "\n\n", StringComparison.Ordinal) + fields;
        return "- " + (IsSound(text, plain) ? plain : Json.JsonCell.String(text) + fields);
    }

    public static string Relation(LiveFact fact, NoteNames names) => $"- {TypeOf(fact.Statement.Predicate)}:: {Link(fact.Object!, names)}{Fields(fact)}";

    /// <summary>A wikilink, and the exact name where a link cannot hold it.</summary>
    public static string Link(string name, NoteNames names)
    {
        var stem = names.StemOf(name);
        if (stem == name) { return $"[[{stem}]]"; }
        if (IsPlainLabel(name)) { return $"[[{stem}|{name}]]"; }
        var link = new StringBuilder($"[[{stem}]]");
        InlineFields.Write(link, InlineFields.Name, name);
        return link.ToString();
    }

    /// <param name="block">An item without its mark, its further lines still indented.</param>
    public static ObservationItem ReadObservation(SourcePlace place, string about, string block)
    {
        var fields = new List<(string, string)>();
        var text = InlineFields.Take(Flat(block), fields);
        return new ObservationItem(place, InlineFields.Unquoted(text) ?? text, InlineFields.Circumstances(fields)) { About = about };
    }

    public static SourceItem ReadRelation(SourcePlace place, string from, string block)
    {
        var fields = new List<(string, string)>();
        var text = InlineFields.Take(Flat(block), fields);
        var at = text.IndexOf(":: [[", StringComparison.Ordinal);
        if (at < 0 || Target(text[(at + 3)..], fields) is not { } to) { return new RejectedItem(place, "is no relation: type:: [[Target]]", block); }
        return new RelationItem(place, from, to, InlineFields.ValueOf(text[..at]), InlineFields.Circumstances(fields)) { Weight = InlineFields.WeightOf(fields) };
    }

    /// <summary>The name that a link stands for; null when it is no link.</summary>
    public static string? Target(string link, List<(string Name, string Value)> fields)
    {
        if (link is not ['[', '[', .., ']', ']'] || link.Length < 4) { return null; }
        var inner = link[2..^2];
        return InlineFields.One(fields, InlineFields.Name) ?? (inner.IndexOf('|', StringComparison.Ordinal) is >= 0 and var bar ? inner[(bar + 1)..] : inner);
    }

    private static bool IsSound(string text, string plain)
    {
        if (text.Length == 0 || text.Any(c => char.IsControl(c) && c is not ('\n' or '\t'))) { return false; }
        var blocks = new ItemBlocks();
        var lines = $"- {plain}\n\n## ".Split('\n');
        var read = lines.Select(blocks.Add).FirstOrDefault(block => block is not null);
        return read == plain && InlineFields.Take(Flat(plain), []) is { } left && (InlineFields.Unquoted(left) ?? left) == text;
    }

    private static string Flat(string block) => block.Replace(Indent, "\n", StringComparison.Ordinal);

    private static string TypeOf(string type) => IsPlainType(type) ? type : Json.JsonCell.String(type)
        .Replace("[", "\\u005b", StringComparison.Ordinal).Replace(":", "\\u003a", StringComparison.Ordinal);

    private static bool IsPlainType(string type) =>
        type.Length > 0 && type[0] is not ('"' or ' ') && type[^1] != ' ' && !type.Any(c => char.IsControl(c) || c is '[' or ']' or ':');

    private static bool IsPlainLabel(string name) =>
        name.Length > 0 && name[0] != ' ' && name[^1] != ' ' && !name.Any(c => char.IsControl(c) || c is '[' or ']' or '|');

    private static string Fields(LiveFact fact)
    {
        var fields = new StringBuilder();
        InlineFields.Write(fields, fact);
        return fields.ToString();
    }
}
