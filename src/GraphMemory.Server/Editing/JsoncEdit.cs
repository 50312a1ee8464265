namespace GraphMemory.Server.Editing;

/// <summary>Changes one place of a JSON text and no character besides: comments, order, indentation and line ends stay.</summary>
internal static class JsoncEdit
{
    /// <summary>Sets the member at a path, making the objects on the way.</summary>
    public static Edited Set(string text, ReadOnlySpan<string> path, JsoncValue value)
    {
        var (root, fault) = JsoncReader.Read(text);
        if (fault is not null) { return fault; }
        var layout = TextLayout.Of(text);
        if (root is null) { return Verified(Blank(text, layout) + Nested(path, value).Spread(layout, "") + layout.NewLine); }
        var node = root;
        for (var depth = 0; depth < path.Length; depth++)
        {
            if (node.Kind != JsoncKind.Object) { return NotA(text, node, "an object"); }
            if (node.Member(path[depth]) is not { } member)
            {
                return Verified(Insert(text, node, layout, path[depth], Nested(path[(depth + 1)..], value)));
            }

            node = member.Value;
        }

        return Verified(Replace(text, node, layout, value));
    }

    /// <summary>Adds an element at the end of the array at a path, making the way to it.</summary>
    public static Edited Add(string text, ReadOnlySpan<string> path, JsoncValue element)
    {
        var (root, fault) = JsoncReader.Read(text);
        if (fault is not null) { return fault; }
        if (root?.Find(path) is not { } array) { return Set(text, path, new JsoncValue.List([element])); }
        return array.Kind == JsoncKind.Array ? Verified(Insert(text, array, TextLayout.Of(text), null, element)) : NotA(text, array, "a list");
    }

    /// <summary>Takes out the member at a path, if it is there.</summary>
    public static Edited Remove(string text, ReadOnlySpan<string> path)
    {
        var (root, fault) = JsoncReader.Read(text);
        if (fault is not null) { return fault; }
        return root?.Find(path[..^1]) is { } parent && parent.Member(path[^1]) is { } member ? Remove(text, parent, member) : text;
    }

    /// <summary>Takes out one member or element, and the comma that stood there for it.</summary>
    public static Edited Remove(string text, JsoncNode parent, JsoncChild child)
    {
        var index = 0;
        while (!ReferenceEquals(parent.Children[index], child)) { index++; }
        var before = index == 0 ? parent.Start + 1 : parent.Children[index - 1].Comma + 1;
        var cut = Cut(text, parent, child, index, EndOfContent(text, before, child.Start));
        // Behind a line comment the white space must stay, or the comment swallows what follows.
        return JsoncReader.Read(cut).Fault is null ? cut : Verified(Cut(text, parent, child, index, child.Start));
    }

    private static string Cut(string text, JsoncNode parent, JsoncChild child, int index, int start)
    {
        var (end, close) = (child.Comma >= 0 ? child.Comma + 1 : child.End, parent.End - 1);
        var isAlone = parent.Children.Count == 1 && start == parent.Start + 1 && EndOfContent(text, end, close) == end;
        var cut = text.Remove(start, (isAlone ? close : end) - start);
        return child.Comma < 0 && index > 0 ? cut.Remove(parent.Children[index - 1].Comma, 1) : cut;
    }

    private static string Insert(string text, JsoncNode container, TextLayout layout, string? name, JsoncValue value)
    {
        var label = name is null ? "" : JsoncValue.Of(name).Compact() + ": ";
        var close = container.End - 1;
        if (container.Children.Count == 0) { return InsertFirst(text, container, layout, label, value); }
        var last = container.Children[^1];
        var after = last.Comma >= 0 ? last.Comma + 1 : last.End;
        if (!text.AsSpan(container.Start, container.End - container.Start).Contains('\n'))
        {
            return text.Insert(after, last.Comma >= 0 ? $" {label}{value.Compact()}," : $", {label}{value.Compact()}");
        }

        var first = container.Children[0];
        var indent = StartsItsLine(text, first.Start) ? IndentOf(text, first.Start) : IndentOf(text, container.Start) + layout.Unit;
        var place = EndOfContent(text, after, close);
        var inserted = text.Insert(place, $"{layout.NewLine}{indent}{label}{value.Spread(layout, indent)}{(last.Comma >= 0 ? "," : "")}");
        return last.Comma >= 0 ? inserted : inserted.Insert(last.End, ",");
    }

    private static string InsertFirst(string text, JsoncNode container, TextLayout layout, string label, JsoncValue value)
    {
        var (open, close, outer) = (container.Start + 1, container.End - 1, IndentOf(text, container.Start));
        var indent = outer + layout.Unit;
        var place = EndOfContent(text, open, close);
        var rest = text[place..close];
        var end = place > open && rest.Contains('\n') ? rest : layout.NewLine + outer;
        return $"{text[..place]}{layout.NewLine}{indent}{label}{value.Spread(layout, indent)}{end}{text[close..]}";
    }

    private static string Replace(string text, JsoncNode node, TextLayout layout, JsoncValue value)
    {
        var isInline = value is JsoncValue.List || (node.Children.Count > 0 && !text.AsSpan(node.Start, node.End - node.Start).Contains('\n'));
        var written = isInline ? value.Compact() : value.Spread(layout, IndentOf(text, node.Start));
        return text[..node.Start] + written + text[node.End..];
    }

    private static JsoncValue Nested(ReadOnlySpan<string> path, JsoncValue value)
    {
        for (var depth = path.Length - 1; depth >= 0; depth--) { value = JsoncValue.Of((path[depth], value)); }
        return value;
    }

    private static string Blank(string text, TextLayout layout) => string.IsNullOrWhiteSpace(text) ? "" : text.TrimEnd() + layout.NewLine;

    /// <summary>Where white space begins that reaches up to <paramref name="to"/>.</summary>
    private static int EndOfContent(string text, int from, int to)
    {
        while (to > from && char.IsWhiteSpace(text[to - 1])) { to--; }
        return to;
    }

    private static bool StartsItsLine(string text, int position) => IndentOf(text, position).Length == position - LineStart(text, position);

    private static string IndentOf(string text, int position)
    {
        var start = LineStart(text, position);
        var end = start;
        while (end < position && text[end] is (' ' or '\t')) { end++; }
        return text[start..end];
    }

    private static int LineStart(string text, int position) => text.LastIndexOf('\n', Math.Max(0, position - 1), Math.Max(0, position)) + 1;

    private static TextFault NotA(string text, JsoncNode node, string wanted) => TextFault.At(text, node.Start, $"{wanted} must stand here");

    /// <summary>No edit may leave a text that cannot be read.</summary>
    private static Edited Verified(string text) => JsoncReader.Read(text).Fault is { } fault ? fault : text;
}
