using GraphMemory.Server.Setup.Edits;

namespace GraphMemory.Server.Setup.Clients;

/// <summary>Claude Desktop: servers in claude_desktop_config.json (https://modelcontextprotocol.io/docs/develop/connect-local-servers). It has neither hooks nor rules files.</summary>
internal sealed class ClaudeDesktop() : SetupClient("claude-desktop", "Claude Desktop")
{
    public override string WhyNoProject => "Claude Desktop knows no projects on disk";

    public override bool IsDetected(SetupPlaces places) => Directory.Exists(FolderOf(places));

    public override IEnumerable<SetupPart> Parts(SetupPlaces places, SetupOptions options) =>
        [new(SetupPartKind.Server, Path.Combine(FolderOf(places), "claude_desktop_config.json"), new JsonServerEdit("mcpServers", hasType: false, options))];

    private static string FolderOf(SetupPlaces places) => Path.Combine(places.Applications, "Claude");
}
