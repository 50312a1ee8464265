using GraphMemory.Server.Editing;
using GraphMemory.Server.Setup.Edits;

namespace GraphMemory.Server.Setup.Clients;

/// <summary>Claude Code: servers in ~/.claude.json or .mcp.json, hooks in settings.json (https://code.claude.com/docs/en/hooks).</summary>
internal sealed class ClaudeCode() : SetupClient("claude-code", "Claude Code")
{
    private const int TimeoutSeconds = 5;

    public override bool IsDetected(SetupPlaces places) => File.Exists(ServersOf(places)) || Directory.Exists(FolderOf(places));

    public override IEnumerable<SetupPart> Parts(SetupPlaces places, SetupOptions options) =>
    [
        new(SetupPartKind.Server, places.Project is { } project ? Path.Combine(project, ".mcp.json") : ServersOf(places), new JsonServerEdit("mcpServers", hasType: true, options)),
        new(SetupPartKind.Hooks, places.Project is { } root ? Path.Combine(root, ".claude", "settings.local.json") : Path.Combine(FolderOf(places), "settings.json"), Hooks(options)),
    ];

    private static HooksEdit Hooks(SetupOptions options) => new(
    [
        HookEntry.Of(options, "SessionStart", "session-start", null, Element),
        HookEntry.Of(options, "UserPromptSubmit", "prompt", null, Element),
        HookEntry.Of(options, "PreCompact", "pre-compact", null, Element),
        HookEntry.Of(options, "SessionEnd", "session-end", null, Element),
    ], isVersioned: false);

    private static JsoncValue Element(string command) => JsoncValue.Of(("hooks", new JsoncValue.List(
        [JsoncValue.Of(("type", JsoncValue.Of("command")), ("command", JsoncValue.Of(command)), ("timeout", JsoncValue.Of(TimeoutSeconds)))])));

    private static string FolderOf(SetupPlaces places) => places.Folder("CLAUDE_CONFIG_DIR", ".claude");

    private static string ServersOf(SetupPlaces places) =>
        places.Variables.GetValueOrDefault("CLAUDE_CONFIG_DIR") is { Length: > 0 } folder ? Path.Combine(folder, ".claude.json") : Path.Combine(places.Home, ".claude.json");
}
