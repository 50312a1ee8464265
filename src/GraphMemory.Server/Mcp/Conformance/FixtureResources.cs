using ModelContextProtocol.Protocol;

namespace GraphMemory.Server.Mcp.Conformance;

/// <summary>Resources that the suite reads and watches.</summary>
internal static class FixtureResources
{
    private const string StaticText = "test://static-text";
    private const string StaticImage = "test://static-binary";
    private const string Watched = "test://watched-resource";
    private const string TemplateStart = "test://template/";
    private const string TemplateEnd = "/data";

    public static IEnumerable<Resource> All =>
    [
        new() { Uri = StaticText, Name = "static-text", Description = "A text", MimeType = "text/plain" },
        new() { Uri = StaticImage, Name = "static-binary", Description = "An image", MimeType = "image/png" },
        new() { Uri = Watched, Name = "watched-resource", Description = "A text to subscribe to", MimeType = "text/plain" },
    ];

    public static ResourceTemplate Template { get; } = new()
    {
        UriTemplate = $"{TemplateStart}{{id}}{TemplateEnd}", Name = "template", Description = "Data of an id", MimeType = "application/json",
    };

    public static bool Holds(string? uri) => Read(uri) is not null;

    public static ResourceContents? Read(string? uri) => uri switch
    {
        StaticText => Text(uri, "This is the content of the static text resource."),
        StaticImage => FixtureContent.ImageFile(uri),
        Watched => Text(uri, "This is watched."),
        not null when IdOf(uri) is { } id => Text(uri, $$"""{"id":"{{id}}","templateTest":true,"data":"Data for ID: {{id}}"}""", "application/json"),
        _ => null,
    };

    private static string? IdOf(string uri)
    {
        if (!uri.StartsWith(TemplateStart, StringComparison.Ordinal) || !uri.EndsWith(TemplateEnd, StringComparison.Ordinal)) { return null; }
        var id = uri[TemplateStart.Length..^TemplateEnd.Length];
        return id.Length > 0 && id.All(char.IsAsciiLetterOrDigit) ? id : null;
    }

    private static TextResourceContents Text(string uri, string text, string mimeType = "text/plain") => new() { Uri = uri, MimeType = mimeType, Text = text };
}
