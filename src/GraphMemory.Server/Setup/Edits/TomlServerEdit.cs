using GraphMemory.Server.Editing;

namespace GraphMemory.Server.Setup.Edits;

/// <summary>The server's entry in a TOML file: the table <c>[mcp_servers.graphmemory]</c>.</summary>
internal sealed class TomlServerEdit(SetupOptions options) : ISetupEdit
{
    private static readonly string[] Table = ["mcp_servers", SetupOptions.ServerName];

    public Edited Install(string text)
    {
        var (_, pairs, fault) = TomlReader.Read(text);
        if (fault is not null) { return fault; }
        var (command, arguments) = (ValueOf(pairs, "command"), ValueOf(pairs, "args"));
        var list = arguments is null ? [] : TomlReader.StringsOf(text, arguments);
        var isKept = !options.HasArguments && list is ["mcp", ..];
        var hasCommand = command is not null && TomlReader.StringOf(text, command) == options.Executable;
        if (hasCommand && (isKept || list.SequenceEqual(options.Arguments))) { return text; }
        var program = ("command", TomlEdit.Quoted(options.Executable));
        return isKept ? TomlEdit.Set(text, Table, program) : TomlEdit.Set(text, Table, program, ("args", $"[{string.Join(", ", options.Arguments.Select(TomlEdit.Quoted))}]"));
    }

    public Edited Remove(string text) => TomlEdit.Remove(text, Table);

    public PartFinding Look(string text)
    {
        var (headers, pairs, fault) = TomlReader.Read(text);
        if (fault is not null) { return new(PartState.Absent, null, fault); }
        var isThere = headers.Any(header => header.Path.SequenceEqual(Table)) || pairs.Any(pair => pair.Path.Take(2).SequenceEqual(Table));
        if (!isThere) { return new(PartState.Absent); }
        var command = ValueOf(pairs, "command") is { } pair ? TomlReader.StringOf(text, pair) : null;
        return new(Install(text).Text == text ? PartState.Current : PartState.Other, command);
    }

    private static TomlPair? ValueOf(IEnumerable<TomlPair> pairs, string key) => pairs.FirstOrDefault(pair => pair.Path.SequenceEqual([.. Table, key]));
}
