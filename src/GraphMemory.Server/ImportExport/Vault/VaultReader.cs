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

    /// <summary>The entity of the note; null for the index.</summary>
    public SourceItem? ReadEntity(IEnumerable<string> lines)
    {
        using var rest = lines.GetEnumerator();
        var (head, place) = (ReadHead(rest), new SourcePlace(1, file));
        if (head.Has(VaultFormat.IndexMark)) { return null; }
        return Name(head) is { } name
            ? Naming.Item(place, name, head.List("type") is [var type, ..] ? type : "", head.Text("naming"))
            : new RejectedItem(place, "has no name in its head", "");
    }

    /// <summary>What is said in the note; nothing when it has no name.</summary>
    public IEnumerable<SourceItem> ReadFacts(IEnumerable<string> lines)
    {
        using var rest = lines.GetEnumerator();
        var head = ReadHead(rest);
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

    private FrontMatter ReadHead(IEnumerator<string> lines)
    {
        var head = new FrontMatter();
        for (var count = 0; lines.MoveNext() && count < FrontMatter.LinesMax; count++)
        {
            _line++;
            if (lines.Current == FrontMatter.Fence && _line > 1) { break; }
            head.Add(lines.Current);
        }

        return head;
    }
}
