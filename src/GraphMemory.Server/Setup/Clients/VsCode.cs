using GraphMemory.Server.Setup.Edits;

namespace GraphMemory.Server.Setup.Clients;

/// <summary>VS Code with Copilot: servers in mcp.json (https://code.visualstudio.com/docs/copilot/reference/mcp-configuration), instructions in files of their own.</summary>
internal sealed class VsCode() : SetupClient("vscode", "VS Code")
{
    private const string FileName = "graphmemory.instructions.md";
    private const string Head = "---\ndescription: Long-term memory (GraphMemory)\napplyTo: '**'\n---\n\n";

    public override bool IsDetected(SetupPlaces places) => Directory.Exists(UserOf(places));

    public override IEnumerable<SetupPart> Parts(SetupPlaces places, SetupOptions options)
    {
        var (servers, rules) = places.Project is { } project
            ? (Path.Combine(project, ".vscode", "mcp.json"), Path.Combine(project, ".github", "instructions", FileName))
            : (Path.Combine(UserOf(places), "mcp.json"), Path.Combine(UserOf(places), "prompts", FileName));
        yield return new(SetupPartKind.Server, servers, new JsonServerEdit("servers", hasType: true, options));
        yield return new(SetupPartKind.Rules, rules, new RulesEdit(Head, RulesText.All(options.Tools)));
    }

    private static string UserOf(SetupPlaces places) => Path.Combine(places.Applications, "Code", "User");
}
