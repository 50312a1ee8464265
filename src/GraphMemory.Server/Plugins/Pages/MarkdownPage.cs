using System.Collections.Immutable;
using System.Text.RegularExpressions;
using GraphMemory.Server.ImportExport.Pipeline;
using GraphMemory.Server.ImportExport.Vault;

namespace GraphMemory.Server.Plugins.Pages;

/// <summary>Reads Markdown as a page: its head, its headings, its paragraphs and lists; code stays as it is.</summary>
internal static partial class MarkdownPage
{
    private const int LinksMax = 1_000;

    public static Page Read(string source, string text)
    {
        var (lines, at, head) = (text.ReplaceLineEndings("\n").Split('\n'), 0, new FrontMatter());
        if (lines[0].TrimEnd() == FrontMatter.Fence && Array.FindIndex(lines, 1, line => line.TrimEnd() == FrontMatter.Fence) is var end and > 0 and < FrontMatter.LinesMax)
        {
            foreach (var line in lines.AsSpan(1, end - 1)) { head.Add(line); }
            at = end + 1;
        }

        var (passages, title) = Body(lines.AsSpan(at));
        return new Page(
            source, head.Text("title") ?? title ?? Page.NameOf(source), head.Text("url") ?? head.Text("canonical") ?? head.Text("source"), head.Text("description"),
            TagText.Of(head.Tags().Concat(Hashtag().Matches(text).Take(100).Select(match => match.Groups[1].Value)).Distinct(StringComparer.Ordinal)), passages, Links(text));
    }

    private static (ImmutableArray<Passage> Passages, string? Title) Body(ReadOnlySpan<string> lines)
    {
        var (passages, paragraph, title, fence) = (new Passages(), new List<string>(), (string?)null, (string?)null);
        foreach (var line in lines)
        {
            if (fence is not null)
            {
                paragraph.Add(line);
                if (line.TrimStart().StartsWith(fence, StringComparison.Ordinal)) { (fence, _) = (null, Flush()); }
            }
            else if (line.TrimStart() is var start && (start.StartsWith("```", StringComparison.Ordinal) || start.StartsWith("~~~", StringComparison.Ordinal)))
            {
                Flush();
                fence = start[..3];
                paragraph.Add(line);
            }
            else if (Heading().Match(line) is { Success: true } heading)
            {
                Flush();
                var text = heading.Groups[2].Value;
                if (title is null && heading.Groups[1].Length == 1) { title = text; }
                passages.Head(text);
            }
            else if (line.Trim().Length == 0) { Flush(); }
            else { paragraph.Add(line.TrimEnd()); }
        }

        Flush();
        return (passages.All(), title);

        bool Flush()
        {
            passages.Add(string.Join('\n', paragraph).Trim('\n'));
            paragraph.Clear();
            return true;
        }
    }

    private static ImmutableArray<string> Links(string text) =>
        [.. InlineLink().Matches(text).Select(match => match.Groups[1].Value).Concat(WikiLink().Matches(text).Select(match => match.Groups[1].Value.Trim())).Concat(AutoLink().Matches(text).Select(match => match.Groups[1].Value))
            .Select(target => target.Split('#')[0]).Where(target => target.Length > 0 && !target.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.Ordinal).Take(LinksMax)];

    [GeneratedRegex(@"^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"(?<!!)\[[^\]\n]*\]\(<?([^)\s>]+)>?(?:\s+""[^""\n]*"")?\)")]
    private static partial Regex InlineLink();

    [GeneratedRegex(@"\[\[([^\]|#\n]+)")]
    private static partial Regex WikiLink();

    [GeneratedRegex(@"<(https?://[^>\s]+)>")]
    private static partial Regex AutoLink();

    [GeneratedRegex(@"(?:^|\s)#([\p{L}][\p{L}\p{N}_/-]*)")]
    private static partial Regex Hashtag();
}
