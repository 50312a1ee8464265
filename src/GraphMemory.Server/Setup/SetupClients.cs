using GraphMemory.Engine.Registries;
using GraphMemory.Server.Setup.Clients;

namespace GraphMemory.Server.Setup;

/// <summary>Every client that can be set up. To add one: a class in Clients/ and a line here.</summary>
internal static class SetupClients
{
    public static Registry<SetupClient> Create() => new("clients",
    [
        new ClaudeCode(),
        new Cursor(),
        new VsCode(),
        new Windsurf(),
        new Zed(),
        new Codex(),
        new ClaudeDesktop(),
    ]);
}
