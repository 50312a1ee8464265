using System.Collections.Immutable;
using System.Text;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Foreign;

namespace GraphMemory.Server.ImportExport.Peers;

/// <summary>MemPalace's export: a page for each room, on it each drawer under its id, as a quotation with a table of fields below.</summary>
internal static class MemPalaceMarkdown
{
    private const string Index = "index.md";
    private const string IndexHeader = "| Wing | Rooms | Drawers |";
    private const int DrawerLengthMax = 4 << 20;

    private static readonly ImmutableArray<string> Columns = [ChromaRows.IdColumn, ChromaRows.TextColumn, "wing", "room", "source_file", "filed_at", "added_by"];

    public static bool Is(SourceSample sample) =>
        sample.Names.Any(name => IsIndex(name) && sample.TextOf(name).Contains(IndexHeader, StringComparison.Ordinal));

    public static IEnumerable<ForeignRow> Rows(ImportSource source) =>
        source.NamesWithEnding(".md").Where(name => !IsIndex(name)).SelectMany(name => Page(source, name));

    private static IEnumerable<ForeignRow> Page(ImportSource source, string name)
    {
        using var reader = new StreamReader(source.Open(name), Encoding.UTF8);
        var (wing, room, drawer, number) = ("", "", default(Drawer), 0L);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("# ", StringComparison.Ordinal) && drawer is null)
            {
                var slash = line.LastIndexOf(" / ", StringComparison.Ordinal);
                (wing, room) = slash > 1 ? (line[2..slash], line[(slash + 3)..]) : (line[2..], "");
            }
            else if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                if (drawer is not null) { yield return drawer.Row(wing, room, ++number); }
                drawer = new Drawer(line[3..].Trim());
            }
            else { drawer?.Add(line); }
        }

        if (drawer is not null) { yield return drawer.Row(wing, room, ++number); }
    }

    private static bool IsIndex(string name) => name == Index || name.EndsWith("/" + Index, StringComparison.Ordinal);

    private sealed class Drawer(string id)
    {
        private readonly StringBuilder _text = new();
        private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);
        private bool _hasText;

        public void Add(string line)
        {
            if (line.StartsWith('>') && _fields.Count == 0 && _text.Length < DrawerLengthMax)
            {
                if (_hasText) { _text.Append('\n'); }
                _text.Append(line.StartsWith("> ", StringComparison.Ordinal) ? line.AsSpan(2) : line.AsSpan(1));
                _hasText = true;
            }
            else if (line.StartsWith("| ", StringComparison.Ordinal) && line.Split('|') is [_, var name, var value, _])
            {
                _fields[name.Trim()] = value.Trim();
            }
        }

        public ForeignRow Row(string wing, string room, long number) => new(
            ChromaRows.Table, Columns,
            [id, _text.ToString(), wing, room, Known("Source"), Known("Filed"), Known("Added by")], number);

        private string? Known(string field) => _fields.GetValueOrDefault(field) is { } value and not "unknown" ? value : null;
    }
}
