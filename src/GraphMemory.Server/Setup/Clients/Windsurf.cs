using GraphMemory.Server.Setup.Edits;

namespace GraphMemory.Server.Setup.Clients;

/// <summary>Windsurf: servers and global rules in ~/.codeium/windsurf (https://docs.windsurf.com/windsurf/cascade/mcp).</summary>
internal sealed class Windsurf() : SetupClient("windsurf", "Windsurf")
{
    public override string WhyNoProject => "Windsurf knows MCP servers of the user only";

    public override bool IsDetected(SetupPlaces places) => Directory.Exists(FolderOf(places));

    public override IEnumerable<SetupPart> Parts(SetupPlaces places, SetupOptions options) =>
    [
        new(SetupPartKind.Server, Path.Combine(FolderOf(places), "mcp_config.json"), new JsonServerEdit("mcpServers", hasType: false, options)),
        new(SetupPartKind.Rules, Path.Combine(FolderOf(places), "memories", "global_rules.md"), new RulesEdit("", RulesText.All(options.Tools))),
    ];

    private static string FolderOf(SetupPlaces places) => Path.Combine(places.Home, ".codeium", "windsurf");
}
