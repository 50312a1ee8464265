using GraphMemory.Server.Configuration;
using GraphMemory.Server.Setup.Edits;

namespace GraphMemory.Server.Setup.Clients;

/// <summary>Zed: context servers in settings.json (https://zed.dev/docs/ai/mcp), instructions in AGENTS.md beside it or in the project.</summary>
internal sealed class Zed() : SetupClient("zed", "Zed")
{
    public override bool IsDetected(SetupPlaces places) => Directory.Exists(FolderOf(places));

    public override IEnumerable<SetupPart> Parts(SetupPlaces places, SetupOptions options) =>
    [
        new(SetupPartKind.Server, Path.Combine(places.Project is { } project ? Path.Combine(project, ".zed") : FolderOf(places), "settings.json"),
            new JsonServerEdit("context_servers", hasType: false, options)),
        new(SetupPartKind.Rules, Path.Combine(places.Project ?? FolderOf(places), "AGENTS.md"), new RulesEdit("", RulesText.All(options.Tools))),
    ];

    private static string FolderOf(SetupPlaces places) =>
        places.Platform == Platform.Windows ? Path.Combine(places.Applications, "Zed") : Path.Combine(places.Xdg, "zed");
}
