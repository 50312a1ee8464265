namespace GraphMemory.Server.Editing;

internal enum JsoncKind
{
    Object,
    Array,
    String,
    Other,
}

/// <summary>A value of a JSON text with comments, and where it stands: what lies between the spans is never touched.</summary>
/// <param name="End">Behind its last character.</param>
internal sealed record JsoncNode(JsoncKind Kind, int Start, int End, IReadOnlyList<JsoncChild> Children)
{
    /// <summary>The member of this name; of several the last, as parsers take it.</summary>
    public JsoncChild? Member(string name) =>
        Kind == JsoncKind.Object ? Children.LastOrDefault(child => string.Equals(child.Name, name, StringComparison.Ordinal)) : null;

    public JsoncNode? Find(params ReadOnlySpan<string> path)
    {
        var node = this;
        foreach (var name in path)
        {
            if (node.Member(name) is not { } member) { return null; }
            node = member.Value;
        }

        return node;
    }
}

/// <summary>A member of an object, or an element of an array.</summary>
/// <param name="Name">Null for an element.</param>
/// <param name="Start">First character: the quote of the name, or of the value.</param>
/// <param name="Comma">Position of the comma behind it; -1 when there is none.</param>
internal sealed record JsoncChild(string? Name, int Start, JsoncNode Value, int Comma)
{
    public int End => Value.End;
}
