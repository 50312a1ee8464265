using GraphMemory.Server.Configuration;
using GraphMemory.Server.Setup;

namespace GraphMemory.Tests.Setup;

public sealed class SetupPlacesTests
{
    private static readonly Dictionary<string, string> Nothing = [];

    [Theory]
    [InlineData("claude-code", "/h/.claude.json", "/h/.claude.json", "/h/.claude.json")]
    [InlineData("cursor", "/h/.cursor/mcp.json", "/h/.cursor/mcp.json", "/h/.cursor/mcp.json")]
    [InlineData("vscode", "/h/.config/Code/User/mcp.json", "/h/Library/Application Support/Code/User/mcp.json", "/roaming/Code/User/mcp.json")]
    [InlineData("windsurf", "/h/.codeium/windsurf/mcp_config.json", "/h/.codeium/windsurf/mcp_config.json", "/h/.codeium/windsurf/mcp_config.json")]
    [InlineData("zed", "/h/.config/zed/settings.json", "/h/.config/zed/settings.json", "/roaming/Zed/settings.json")]
    [InlineData("codex", "/h/.codex/config.toml", "/h/.codex/config.toml", "/h/.codex/config.toml")]
    [InlineData("claude-desktop", "/h/.config/Claude/claude_desktop_config.json", "/h/Library/Application Support/Claude/claude_desktop_config.json", "/roaming/Claude/claude_desktop_config.json")]
    public void Each_platform_keeps_a_clients_file_in_its_own_place(string client, string linux, string mac, string windows)
    {
        var roaming = new Dictionary<string, string> { ["APPDATA"] = "/roaming" };

        Assert.Equal([linux, mac, windows], [ServerFile(client, Platform.Linux, Nothing), ServerFile(client, Platform.MacOs, Nothing), ServerFile(client, Platform.Windows, roaming)]);
    }

    [Theory]
    [InlineData("claude-code", "CLAUDE_CONFIG_DIR", "/x/.claude.json")]
    [InlineData("codex", "CODEX_HOME", "/x/config.toml")]
    [InlineData("zed", "XDG_CONFIG_HOME", "/x/zed/settings.json")]
    public void A_variable_may_move_the_folder(string client, string variable, string path) =>
        Assert.Equal(path, ServerFile(client, Platform.Linux, new Dictionary<string, string> { [variable] = "/x" }));

    [Theory]
    [InlineData(0, "/opt/graphmemory", "/opt/graphmemory hook prompt")]
    [InlineData(0, "/opt/my tools/graph'memory", "'/opt/my tools/graph'\\''memory' hook prompt")]
    [InlineData(2, "C:\\Tools\\graphmemory.exe", "\"C:\\Tools\\graphmemory.exe\" hook prompt")]
    public void A_hooks_command_is_quoted_for_the_shell_that_runs_it(int platform, string executable, string command) =>
        Assert.Equal(command, new SetupOptions((Platform)platform, executable, null, null, null).HookCommand("prompt"));

    private static string ServerFile(string client, Platform platform, IReadOnlyDictionary<string, string> variables)
    {
        Assert.True(SetupClients.Create().TryGet(client, out var found));
        var parts = found.Parts(new SetupPlaces(platform, "/h", variables, Project: null), new SetupOptions(platform, "/bin/graphmemory", null, null, null));
        return parts.First(part => part.Kind == SetupPartKind.Server).Path;
    }
}
