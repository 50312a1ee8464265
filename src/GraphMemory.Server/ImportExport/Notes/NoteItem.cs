using System.Collections.Immutable;
using System.Text.RegularExpressions;
using GraphMemory.Server.ImportExport.Pipeline;

namespace GraphMemory.Server.ImportExport.Notes;

/// <summary>
/// The grammar of list items that note programs share: <c>- [category] text #tag (context)</c>, <c>- type [[Target]] (context)</c> (basic-memory),
/// <c>- type:: [[Target]]</c> (Dataview), <c>- [x] task</c>.
/// </summary>
internal static partial class NoteItem
{
    /// <summary>A category, type or context that is longer is prose.</summary>
    private const int WordLengthMax = 100, ContextLengthMax = 500;

    public static bool IsItem(string line) => Mark().IsMatch(line);

    /// <summary>A list item that is nothing but a typed link.</summary>
    public static (string Type, string Target, string? Context)? Relation(string block)
    {
        if (Mark().Match(block) is not { Success: true } mark) { return null; }
        var text = block[mark.Length..].Trim();
        var begin = text.IndexOf("[[", StringComparison.Ordinal);
        var end = begin < 0 ? -1 : text.IndexOf("]]", begin, StringComparison.Ordinal);
        if (end < 0 || begin > WordLengthMax || TypeOf(text[..begin].Trim()) is not { } type || NoteLinks.TargetOf(text[(begin + 2)..end]) is not { Length: > 0 } target) { return null; }
        var rest = text[(end + 2)..].Trim();
        if (rest.Length > 0 && (rest[0] != '(' || rest.IndexOf(')', StringComparison.Ordinal) != rest.Length - 1)) { return null; }
        return (type, target, rest.Length > 2 ? rest[1..^1].Trim() : null);
    }

    public static (string Text, string? Category, string? Context, string? Task, ImmutableArray<string> Tags) Observation(string block)
    {
        var text = (Mark().Match(block) is { Success: true } mark ? block[mark.Length..] : block).Trim();
        var tags = TagText.Of(Hashtag().Matches(text).Take(100).Select(match => match.Groups[1].Value));
        if (Box().Match(text) is { Success: true } box)
        {
            return (text[box.Length..], null, null, box.Groups[1].Value is " " ? "open" : "done", tags);
        }

        if (Category().Match(text) is not { Success: true } found) { return (text, null, null, null, tags); }
        text = text[found.Length..];
        var open = text.EndsWith(')') ? text.LastIndexOf('(') : -1;
        var hasContext = open > 0 && text.Length - open < ContextLengthMax;
        return (hasContext ? text[..open].TrimEnd() : text, found.Groups[1].Value, hasContext ? text[(open + 1)..^1] : null, null, tags);
    }

    /// <summary>One word, words in quotes, or words before a double colon; a bare link is none.</summary>
    private static string? TypeOf(string text) => text switch
    {
        [.., ':', ':'] when text.Length > 2 => text[..^2].Trim(),
        ['"' or '\'', _, .., '"' or '\''] => text[1..^1].Trim(),
        "" => NoteReader.LinksTo,
        _ => text.Any(char.IsWhiteSpace) ? null : text.TrimEnd(':'),
    };

    [GeneratedRegex(@"^\s*(?:[-*+]|[0-9]{1,9}[.)])\s+")]
    private static partial Regex Mark();

    [GeneratedRegex(@"^\[([ xX\-/>?!])\]\s+")]
    private static partial Regex Box();

    // A clock value, as transcripts have it, is no category.
    [GeneratedRegex(@"^\[(?![0-9:.,\s-]+\])([^\[\]()]{2,100})\]\s+(?!$)")]
    private static partial Regex Category();

    [GeneratedRegex(@"(?:^|\s)#([\p{L}\p{N}_/-]*[\p{L}_][\p{L}\p{N}_/-]*)", RegexOptions.NonBacktracking)]
    private static partial Regex Hashtag();
}
