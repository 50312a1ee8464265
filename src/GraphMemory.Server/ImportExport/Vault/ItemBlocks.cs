namespace GraphMemory.Server.ImportExport.Vault;

/// <summary>Gathers the lines of list items: an item goes on over indented lines, and over empty ones that an indented line follows.</summary>
internal sealed class ItemBlocks
{
    private readonly List<string> _lines = [];
    private int _emptyLines;

    /// <summary>Takes a line; the item that it ends, without its mark, or null.</summary>
    public string? Add(string line)
    {
        if (_lines.Count > 0 && line.StartsWith("  ", StringComparison.Ordinal))
        {
            for (; _emptyLines > 0; _emptyLines--) { _lines.Add(""); }
            _lines.Add(line);
            return null;
        }

        if (_lines.Count > 0 && line.Length == 0)
        {
            _emptyLines++;
            return null;
        }

        var ended = End();
        if (line.StartsWith("- ", StringComparison.Ordinal)) { _lines.Add(line[2..]); }
        return ended;
    }

    /// <summary>The item in progress, at the end of a section.</summary>
    public string? End()
    {
        if (_lines.Count == 0) { return null; }
        var block = string.Join('\n', _lines);
        _lines.Clear();
        _emptyLines = 0;
        return block;
    }
}
