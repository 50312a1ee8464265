using GraphMemory.Server.Editing;

namespace GraphMemory.Server.Setup.Edits;

/// <summary>The server's entry in a JSON file: <c>{ SECTION: { "graphmemory": { "command": ..., "args": [...] } } }</c>.</summary>
/// <param name="hasType">Whether the client wants to read <c>"type": "stdio"</c>.</param>
internal sealed class JsonServerEdit(string section, bool hasType, SetupOptions options) : ISetupEdit
{
    private string[] Place => [section, SetupOptions.ServerName];

    /// <summary>An entry that exists keeps what else stands in it: variables, approvals, switches.</summary>
    public Edited Install(string text)
    {
        var (root, fault) = JsoncReader.Read(text);
        if (fault is not null) { return fault; }
        if (root?.Find(Place) is not { Kind: JsoncKind.Object, Children.Count: > 0 } entry) { return JsoncEdit.Set(text, Place, Whole()); }
        var edited = new Edited(text, null);
        if (hasType && TextOf(text, entry.Find("type")) != "stdio") { edited = Set(edited, "type", JsoncValue.Of("stdio")); }
        if (TextOf(text, entry.Find("command")) != options.Executable) { edited = Set(edited, "command", JsoncValue.Of(options.Executable)); }
        var arguments = TextsOf(text, entry.Find("args"));
        var isKept = !options.HasArguments && arguments is ["mcp", ..];
        return isKept || arguments.SequenceEqual(options.Arguments) ? edited : Set(edited, "args", JsoncValue.Of(options.Arguments));
    }

    public Edited Remove(string text) => JsoncEdit.Remove(text, Place);

    public PartFinding Look(string text)
    {
        var (root, fault) = JsoncReader.Read(text);
        if (fault is not null) { return new(PartState.Absent, null, fault); }
        if (root?.Find(Place) is not { } entry) { return new(PartState.Absent); }
        var command = TextOf(text, entry.Find("command"));
        return new(Install(text).Text == text ? PartState.Current : PartState.Other, command);
    }

    private JsoncValue Whole()
    {
        (string, JsoncValue)[] members = [("command", JsoncValue.Of(options.Executable)), ("args", JsoncValue.Of(options.Arguments))];
        return JsoncValue.Of(hasType ? [("type", JsoncValue.Of("stdio")), .. members] : members);
    }

    private Edited Set(Edited edited, string name, JsoncValue value) => edited.Text is null ? edited : JsoncEdit.Set(edited.Text, [.. Place, name], value);

    private static string? TextOf(string text, JsoncNode? node) => node?.Kind == JsoncKind.String ? JsoncReader.StringOf(text, node) : null;

    private static string[] TextsOf(string text, JsoncNode? node) =>
        node?.Kind == JsoncKind.Array ? [.. node.Children.Select(child => TextOf(text, child.Value) ?? "")] : [];
}
