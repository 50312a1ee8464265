using GraphMemory.Server.Editing;
using GraphMemory.Server.Setup.Edits;

namespace GraphMemory.Server.Setup.Clients;

/// <summary>
/// Cursor: servers in mcp.json, hooks in hooks.json (https://cursor.com/docs/agent/hooks), rules in .cursor/rules. It keeps a user's own
/// rules where no file can reach them, so hooks stand in their place.
/// </summary>
internal sealed class Cursor() : SetupClient("cursor", "Cursor")
{
    private const string Head = "---\ndescription: Long-term memory (GraphMemory)\nalwaysApply: true\n---\n\n";

    public override bool IsDetected(SetupPlaces places) => Directory.Exists(Path.Combine(places.Home, ".cursor"));

    public override IEnumerable<SetupPart> Parts(SetupPlaces places, SetupOptions options)
    {
        var folder = Path.Combine(places.Project ?? places.Home, ".cursor");
        yield return new(SetupPartKind.Server, Path.Combine(folder, "mcp.json"), new JsonServerEdit("mcpServers", hasType: false, options));
        yield return places.Project is null
            ? new(SetupPartKind.Hooks, Path.Combine(folder, "hooks.json"), Hooks(options))
            : new(SetupPartKind.Rules, Path.Combine(folder, "rules", "graphmemory.mdc"), new RulesEdit(Head, RulesText.All(options.Tools)));
    }

    private static HooksEdit Hooks(SetupOptions options) => new(
    [
        HookEntry.Of(options, "sessionStart", "session-start", "cursor", Element),
        HookEntry.Of(options, "sessionEnd", "session-end", "cursor", Element),
    ], isVersioned: true);

    private static JsoncValue Element(string command) => JsoncValue.Of(("command", JsoncValue.Of(command)));
}
