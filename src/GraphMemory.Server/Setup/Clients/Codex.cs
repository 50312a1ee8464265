using GraphMemory.Server.Setup.Edits;

namespace GraphMemory.Server.Setup.Clients;

/// <summary>Codex: servers in config.toml, instructions in AGENTS.md (https://developers.openai.com/codex/mcp). It reads the file of a project that it trusts.</summary>
internal sealed class Codex() : SetupClient("codex", "Codex")
{
    public override bool IsDetected(SetupPlaces places) => Directory.Exists(FolderOf(places));

    public override IEnumerable<SetupPart> Parts(SetupPlaces places, SetupOptions options) =>
    [
        new(SetupPartKind.Server, Path.Combine(places.Project is { } project ? Path.Combine(project, ".codex") : FolderOf(places), "config.toml"), new TomlServerEdit(options)),
        new(SetupPartKind.Rules, Path.Combine(places.Project ?? FolderOf(places), "AGENTS.md"), new RulesEdit("", RulesText.All(options.Tools))),
    ];

    private static string FolderOf(SetupPlaces places) => places.Folder("CODEX_HOME", ".codex");
}
