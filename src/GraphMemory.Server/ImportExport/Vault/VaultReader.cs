using System.Text;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Pipeline;

namespace GraphMemory.Server.ImportExport.Vault;

/// <summary>Reads a note that this product wrote, line by line.</summary>
internal sealed class VaultReader(string file)
{
    private readonly ItemBlocks _blocks = new();
    private long _line;
    private string _section = "";
    private string _name = "";

    /// <summary>The head of a note that this product wrote; null when another did.</summary>
    public static FrontMatter? ReadHead(IEnumerable<string> lines)
    {
        using var rest = lines.GetEnumerator();
        if (!rest.MoveNext() || rest.Current != FrontMatter.Fence || !rest.MoveNext() || rest.Current != $"{VaultFormat.Mark}: 1") { return null; }
        return ReadHead(rest, out _);
    }

    /// <summary>The entity of a note; null for the index.</summary>
    public static SourceItem? Entity(string file, FrontMatter head)
    {
        var place = new SourcePlace(1, file);
        if (head.Has(VaultFormat.IndexMark)) { return null; }
        return Name(head) is { } name
            ? Naming.Item(place, name, head.List("type") is [var type, ..] ? type : "", head.Text("naming"))
            : new RejectedItem(place, "has no name in its head", "");
    }

    /// <summary>What is said in the note; nothing when it has no name.</summary>
    public IEnumerable<SourceItem> ReadFacts(IEnumerable<string> lines)
    {
        using var rest = lines.GetEnumerator();
        if (!rest.MoveNext()) { yield break; }
        var head = ReadHead(rest, out var lineCount);
        _line = 1 + lineCount;
        if (Name(head) is { } name) { _name = name; }
        else if (!head.Has(VaultFormat.IndexMark)) { yield break; }
        while (rest.MoveNext())
        {
            _line++;
            if (Ended(rest.Current) is { } item) { yield return item; }
        }

        if (_blocks.End() is { } last && Item(last) is { } end) { yield return end; }
    }

    private SourceItem? Ended(string line)
    {
        // A heading stands at the margin; one within a text is indented.
        var item = _blocks.Add(line) is { } block ? Item(block) : null;
        if (line.StartsWith('#')) { _section = line; }
        return item;
    }

    private SourceItem? Item(string block)
    {
        var place = new SourcePlace(_line, file);
        return _section switch
        {
            VaultFormat.Observations => VaultItem.ReadObservation(place, _name, block),
            VaultFormat.Relations => VaultItem.ReadRelation(place, _name, block),
            VaultFormat.NamedOnly => NamedOnly(place, block),
            _ => null,
        };
    }

    private static SourceItem NamedOnly(SourcePlace place, string block)
    {
        var fields = new List<(string, string)>();
        var link = InlineFields.Take(block, fields);
        return VaultItem.Target(link, fields) is { } name
            ? new EntityItem(place, name, "", IsDeclared: false)
            : new RejectedItem(place, "is no link", block);
    }

    /// <summary>An empty name is a name; none is not.</summary>
    private static string? Name(FrontMatter head) => head.List("name") is [var name, ..] ? name : null;

    /// <summary>Reads up to the closing fence; the opening one is behind.</summary>
    private static FrontMatter ReadHead(IEnumerator<string> lines, out int lineCount)
    {
        var head = new FrontMatter();
        lineCount = 0;
        while (lineCount < FrontMatter.LinesMax && lines.MoveNext())
        {
            lineCount++;
            if (lines.Current == FrontMatter.Fence) { break; }
            head.Add(lines.Current);
        }

        return head;
    }
}
