using System.Collections.Immutable;
using System.Text;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Pipeline;
using GraphMemory.Server.ImportExport.Vault;

namespace GraphMemory.Server.ImportExport.Notes;

/// <summary>
/// Reads a note of another program as an entity: list items and paragraphs become observations, typed links relations, other links the
/// relation <c>links_to</c>, properties observations. The section that a text stands in is kept as metadata.
/// </summary>
internal sealed class NoteReader(string file, ImportOptions options, Func<string, string> nameOf)
{
    public const string LinksTo = "links_to";

    /// <summary>A longer block is cut, at the end of a line where it can be.</summary>
    private const int BlockLengthMax = 16_000;

    private readonly HashSet<(string, string)> _links = [];
    private readonly StringBuilder _block = new();
    private readonly FrontMatter _head = new();
    private Provenance _source = new(Tool: "import", File: file);
    private long _line;
    private long _blockLine;
    private string? _fence;
    private string _section = "";
    private string _name = "";
    private ImmutableArray<string> _tags = [];
    private ImmutableSortedDictionary<string, string> _times = ImmutableSortedDictionary<string, string>.Empty;

    public static string StemOf(string path)
    {
        var stem = path[(path.LastIndexOf('/') + 1)..];
        return stem.LastIndexOf('.') is > 0 and var dot && stem[dot..] is ".md" or ".MD" or ".txt" or ".TXT" or ".markdown" ? stem[..stem.LastIndexOf('.')] : stem;
    }

    public IEnumerable<SourceItem> Read(IEnumerable<string> lines)
    {
        using var rest = lines.GetEnumerator();
        var isOpen = rest.MoveNext();
        _line = 1;
        if (isOpen && rest.Current == FrontMatter.Fence) { isOpen = ReadHead(rest); }
        foreach (var item in Begin()) { yield return item; }
        for (; isOpen; isOpen = rest.MoveNext())
        {
            foreach (var item in Line(rest.Current)) { yield return item; }
            _line++;
        }

        foreach (var item in EndBlock()) { yield return item; }
    }

    private bool ReadHead(IEnumerator<string> lines)
    {
        for (var count = 0; lines.MoveNext() && count < FrontMatter.LinesMax; count++)
        {
            _line++;
            if (lines.Current == FrontMatter.Fence)
            {
                _line++;
                return lines.MoveNext();
            }

            _head.Add(lines.Current);
        }

        return false;
    }

    private IEnumerable<SourceItem> Begin()
    {
        var place = new SourcePlace(1, file);
        _name = _head.Text("title") ?? _head.Text("name") ?? StemOf(file);
        _tags = _head.Tags();
        if (_head.Text("permalink") is { } permalink) { _source = _source with { Url = $"memory://{permalink}" }; }
        _times = new MetadataText().AddTimes(Instant("created"), Instant("modified") ?? Instant("updated")).ToMetadata();
        yield return new EntityItem(place, _name, _head.Text("type") ?? options.Type ?? "note");
        foreach (var (name, values) in _head.Properties.Where(property => !IsTaken(property.Key) && property.Value.Count > 0))
        {
            foreach (var item in Property(place, name, values)) { yield return item; }
        }
    }

    private static bool IsTaken(string property) =>
        property is "title" or "name" or "type" or "tags" or "tag" or "created" or "modified" or "updated" or "permalink" or "aliases" or "cssclasses" or "graphmemory";

    /// <summary>A property that is a link is a relation, any other an observation.</summary>
    private IEnumerable<SourceItem> Property(SourcePlace place, string name, List<string> values)
    {
        var texts = values.Where(value => !NoteLinks.Targets(value).Any()).ToList();
        foreach (var target in values.SelectMany(NoteLinks.Targets)) { yield return Relation(place, name, target, null); }
        if (texts.Count > 0) { yield return Observation(place, $"{name}: {string.Join(", ", texts)}", new MetadataText().Add("property", name), []); }
    }

    private List<SourceItem> Line(string line)
    {
        var text = line.TrimStart();
        if (_fence is not null || text.StartsWith("```", StringComparison.Ordinal) || text.StartsWith("~~~", StringComparison.Ordinal)) { return Code(line, text); }
        if (text.Length == 0) { return EndBlock(); }
        if (line[0] == '#' && line.TrimStart('#') is [' ', ..] heading) { return Heading(heading.Trim()); }
        if (NoteItem.IsItem(text) && (line.Length - text.Length < 2 || _block.Length == 0)) { return [.. EndBlock(), .. Append(line)]; }
        return Append(line);
    }

    private List<SourceItem> Heading(string text)
    {
        var ended = EndBlock();
        _section = text;
        return ended;
    }

    /// <summary>Code belongs to the block that it follows.</summary>
    private List<SourceItem> Code(string line, string text)
    {
        if (_fence is null) { _fence = text[..3]; }
        else if (text.StartsWith(_fence, StringComparison.Ordinal)) { _fence = null; }
        return Append(line);
    }

    private List<SourceItem> Append(string line)
    {
        var ended = new List<SourceItem>();
        for (var at = 0; at == 0 || at < line.Length; at += BlockLengthMax)
        {
            var piece = line.AsSpan(at, Math.Min(BlockLengthMax, line.Length - at));
            if (_block.Length + piece.Length > BlockLengthMax) { ended.AddRange(EndBlock()); }
            if (_block.Length == 0) { _blockLine = _line; }
            else { _block.Append('\n'); }
            _block.Append(piece);
        }

        return ended;
    }

    private List<SourceItem> EndBlock()
    {
        if (_block.Length == 0) { return []; }
        var (text, place) = (_block.ToString(), new SourcePlace(_blockLine, file));
        _block.Clear();
        if (string.IsNullOrWhiteSpace(text) || text.Trim() is "---" or "***") { return []; }
        if (NoteItem.Relation(text) is { } relation) { return [Relation(place, relation.Type, relation.Target, relation.Context)]; }
        var item = NoteItem.Observation(text);
        var metadata = new MetadataText().Add("category", item.Category).Add("context", item.Context).Add("task", item.Task);
        List<SourceItem> items = [Observation(place, item.Text, metadata, item.Tags)];
        foreach (var target in NoteLinks.Targets(text).Where(target => _links.Add((LinksTo, target)))) { items.Add(Relation(place, LinksTo, target, null)); }
        return items;
    }

    private ObservationItem Observation(SourcePlace place, string text, MetadataText metadata, IEnumerable<string> tags) => new(place, text, Circumstances.Default with
    {
        Tags = [.. _tags.Concat(tags).Distinct(StringComparer.Ordinal)],
        Metadata = metadata.Add("section", _section == _name ? null : _section).ToMetadata().AddRange(_times),
        Provenance = _source,
    }) { About = _name };

    private RelationItem Relation(SourcePlace place, string type, string target, string? context) => new(place, _name, nameOf(target), type, Circumstances.Default with
    {
        Metadata = new MetadataText().Add("context", context).ToMetadata(), Provenance = _source,
    });

    private long? Instant(string property) => _head.Text(property) is { } text ? InstantText.Parse(text, options.Zone) : null;
}
