using GraphMemory.Server.Plugins.Processes;

namespace GraphMemory.Server.Plugins.Pages;

/// <summary>A page as memories: what it says about itself, each passage, and where it leads; all with the source they come from.</summary>
internal static class PageItems
{
    public const string Type = "page";

    public const string LinksTo = "links_to";

    public static IEnumerable<ItemShape> Of(Page page)
    {
        string[] tags = [.. page.Tags];
        yield return new ItemShape(Entity: page.Title, EntityType: Type);
        if (page.Description is not null) { yield return Text(page, tags, page.Description, "description"); }
        foreach (var passage in page.Passages) { yield return Text(page, tags, passage.Text, passage.Heading); }
        foreach (var link in page.Links.Where(link => link != page.Title)) { yield return new ItemShape(Entity: page.Title, Relation: LinksTo, To: link, Metadata: Source(page)); }
    }

    private static ItemShape Text(Page page, string[] tags, string text, string? heading)
    {
        var metadata = Source(page);
        if (heading is not null) { metadata["heading"] = heading; }
        return new ItemShape(Entity: page.Title, EntityType: Type, Text: text, Tags: tags, Metadata: metadata);
    }

    private static Dictionary<string, string> Source(Page page)
    {
        var source = new Dictionary<string, string>(StringComparer.Ordinal) { ["source"] = page.Source };
        if (page.Url is not null) { source["url"] = page.Url; }
        return source;
    }
}
