using System.Text.Json.Nodes;
using GraphMemory.BlackBox.Support;

namespace GraphMemory.BlackBox.Setup;

public sealed class SetupTests
{
    [Fact]
    public async Task What_setup_writes_starts_this_binary_and_remove_brings_the_file_back()
    {
        using var home = new DataFolder();
        var environment = new Dictionary<string, string> { ["HOME"] = home.Path, ["XDG_CONFIG_HOME"] = "", ["XDG_DATA_HOME"] = "", ["CLAUDE_CONFIG_DIR"] = "" };
        var file = home.Combine(".claude.json");
        const string before = "{\n  // mine\n  \"numStartups\": 3,\n}\n";
        await File.WriteAllTextAsync(file, before);

        (await CommandLine.RunAsync(["setup", "claude-code"], environment)).Succeeded();
        var entry = JsonNode.Parse(await File.ReadAllTextAsync(file), documentOptions: new() { CommentHandling = System.Text.Json.JsonCommentHandling.Skip, AllowTrailingCommas = true })!["mcpServers"]!["graphmemory"]!;
        Assert.Equal(Path.GetFullPath(Binary.Path), (string?)entry["command"]);
        var hooks = JsonNode.Parse(await File.ReadAllTextAsync(home.Combine(".claude/settings.json")))!["hooks"]!;
        Assert.Equal($"{Path.GetFullPath(Binary.Path)} hook session-start", (string?)hooks["SessionStart"]![0]!["hooks"]![0]!["command"]);
        (await CommandLine.RunAsync(["setup", "claude-code", "--remove"], environment)).Succeeded();

        Assert.Equal(before, await File.ReadAllTextAsync(file));
        Assert.Equal([file], Directory.GetFiles(home.Path));
        Assert.False(Directory.Exists(home.Combine(".claude")));
    }
}
