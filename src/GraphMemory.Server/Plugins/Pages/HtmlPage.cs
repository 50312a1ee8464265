using System.Collections.Immutable;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using GraphMemory.Server.ImportExport.Pipeline;

namespace GraphMemory.Server.Plugins.Pages;

/// <summary>Reads HTML as browsers do (AngleSharp: the parser of the HTML standard, without scripts and without loading anything).</summary>
internal static class HtmlPage
{
    private const int LinksMax = 1_000;

    public static Page Read(string source, string text)
    {
        using var document = new HtmlParser().ParseDocument(text);
        foreach (var noise in document.QuerySelectorAll("script, style, template, noscript, nav, svg, iframe").ToList()) { noise.Remove(); }
        var heading = document.QuerySelector("h1") is { } first ? Line(first.TextContent) : "";
        var title = Line(document.Title ?? "");
        return new Page(
            source, title.Length > 0 ? title : heading.Length > 0 ? heading : Page.NameOf(source),
            document.QuerySelector("link[rel=canonical]")?.GetAttribute("href") ?? Meta(document, "og:url"), Meta(document, "description") ?? Meta(document, "og:description"),
            Tags(document), Passages(document), Links(document));
    }

    private static ImmutableArray<Passage> Passages(IHtmlDocument document)
    {
        var passages = new Passages();
        IElement? body = document.QuerySelector("main") ?? document.QuerySelector("article") ?? document.Body;
        if (body is not null) { Walk(body, passages); }
        return passages.All();
    }

    /// <summary>Blocks become paragraphs; text that stands between blocks is one too.</summary>
    private static void Walk(IElement element, Passages passages)
    {
        var loose = new List<string>();
        foreach (var node in element.ChildNodes)
        {
            if (node is IElement child && (IsBlock(child) || child.QuerySelector("p, div, section, ul, ol, table, pre, h1, h2, h3, h4, h5, h6") is not null))
            {
                Flush();
                if (child.LocalName is ['h', >= '1' and <= '6']) { passages.Head(Line(child.TextContent)); }
                else if (child.LocalName == "pre") { passages.Add(child.TextContent.Trim('\r', '\n')); }
                else if (child.LocalName is "p" or "dt" or "dd" or "figcaption") { passages.Add(Line(child.TextContent)); }
                else if (child.LocalName == "li" && child.QuerySelector("ul, ol, p") is null) { passages.Add("- " + Line(child.TextContent)); }
                else if (child.LocalName == "tr") { passages.Add(string.Join(" | ", child.Children.Select(cell => Line(cell.TextContent)))); }
                else { Walk(child, passages); }
            }
            else { loose.Add(node.TextContent); }
        }

        Flush();

        void Flush()
        {
            passages.Add(Line(string.Concat(loose)));
            loose.Clear();
        }
    }

    private static bool IsBlock(IElement element) => element.LocalName is "p" or "div" or "section" or "article" or "main" or "header" or "footer" or "aside" or "ul" or "ol"
        or "li" or "dl" or "dt" or "dd" or "table" or "thead" or "tbody" or "tr" or "pre" or "blockquote" or "figure" or "figcaption" or "form" or "address"
        or "h1" or "h2" or "h3" or "h4" or "h5" or "h6";

    private static ImmutableArray<string> Tags(IHtmlDocument document) => TagText.Of(
        document.QuerySelectorAll("meta[name=keywords]").SelectMany(meta => (meta.GetAttribute("content") ?? "").Split(','))
            .Concat(document.QuerySelectorAll("meta[property='article:tag']").Select(meta => meta.GetAttribute("content") ?? ""))
            .Concat(document.QuerySelectorAll("a[rel~=tag]").Select(link => link.TextContent)).Select(Line).Where(tag => tag.Length > 0));

    /// <summary>Where the text leads, without the way within the page.</summary>
    private static ImmutableArray<string> Links(IHtmlDocument document) =>
        [.. document.QuerySelectorAll("a[href]").Select(link => link.GetAttribute("href")!.Split('#')[0].Trim())
            .Where(target => target.Length > 0 && !target.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase) && !target.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) && !target.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
            .Distinct(StringComparer.Ordinal).Take(LinksMax)];

    private static string? Meta(IHtmlDocument document, string name) =>
        document.QuerySelector($"meta[name='{name}'], meta[property='{name}']")?.GetAttribute("content") is { } content && Line(content) is { Length: > 0 } line ? line : null;

    private static string Line(string text) => string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
}
