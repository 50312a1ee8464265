namespace GraphMemory.Server.ImportExport.GraphMl;

/// <summary>A node or edge of a GraphML file: its ends and its attributes by name.</summary>
internal sealed class GraphMlElement(long line, bool isEdge, string id, string target)
{
    private readonly Dictionary<string, string> _data = new(StringComparer.OrdinalIgnoreCase);

    public long Line => line;

    public bool IsEdge => isEdge;

    /// <summary>Id of a node, or of the node that an edge begins at.</summary>
    public string Id => id;

    public string Target => target;

    public IEnumerable<KeyValuePair<string, string>> Rest => _data;

    /// <summary>The first value given for a name counts.</summary>
    public void Add(string name, string value) => _data.TryAdd(name, value);

    /// <summary>Takes the first of these that is there.</summary>
    public string? Take(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (_data.Remove(name, out var value)) { return value; }
        }

        return null;
    }
}
