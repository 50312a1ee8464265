using System.Collections.Immutable;

namespace GraphMemory.Server.Plugins.Pages;

/// <summary>What a page says.</summary>
/// <param name="Source">Name of its file.</param>
/// <param name="Url">The address it gives itself; null when it gives none.</param>
/// <param name="Passages">Its text in parts, each under the heading it stands under.</param>
internal sealed record Page(string Source, string Title, string? Url, string? Description, ImmutableArray<string> Tags, ImmutableArray<Passage> Passages, ImmutableArray<string> Links)
{
    public static Page Read(string name, string text) =>
        Path.GetExtension(name).ToLowerInvariant() is ".html" or ".htm" or ".xhtml" || text.AsSpan().TrimStart() is ['<', '!' or 'h' or 'H', ..]
            ? HtmlPage.Read(name, text)
            : MarkdownPage.Read(name, text);

    /// <summary>The name of a page that does not say how it is called.</summary>
    public static string NameOf(string source) => Path.GetFileNameWithoutExtension(source) is { Length: > 0 } name ? name : source;
}

/// <param name="Heading">Null before the first.</param>
internal sealed record Passage(string? Heading, string Text);

/// <summary>Collects passages: paragraphs under one heading stay together up to a length that is good to find.</summary>
internal sealed class Passages
{
    private const int LengthWanted = 1_000;
    private const int CountMax = 10_000;

    private readonly ImmutableArray<Passage>.Builder _passages = ImmutableArray.CreateBuilder<Passage>();
    private readonly List<string> _paragraphs = [];
    private string? _heading;
    private int _length;

    public void Head(string heading)
    {
        Close();
        _heading = heading;
    }

    public void Add(string paragraph)
    {
        if (paragraph.Length == 0) { return; }
        if (_length > 0 && _length + paragraph.Length > LengthWanted) { Close(); }
        _paragraphs.Add(paragraph);
        _length += paragraph.Length;
    }

    public ImmutableArray<Passage> All()
    {
        Close();
        return _passages.ToImmutable();
    }

    private void Close()
    {
        if (_paragraphs.Count > 0 && _passages.Count < CountMax) { _passages.Add(new(_heading, string.Join("\n", _paragraphs))); }
        _paragraphs.Clear();
        _length = 0;
    }
}
