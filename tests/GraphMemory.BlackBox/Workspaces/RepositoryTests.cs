using System.Text.Json.Nodes;
using GraphMemory.BlackBox.Support;

namespace GraphMemory.BlackBox.Workspaces;

/// <summary>Repositories made by git itself.</summary>
public sealed class RepositoryTests : IDisposable
{
    private readonly DataFolder _data = new();
    private readonly DataFolder _code = new();

    public void Dispose()
    {
        _data.Dispose();
        _code.Dispose();
    }

    [Fact]
    public async Task Every_door_of_every_work_tree_of_a_repository_meets_the_same_memory()
    {
        await Git("init", "-q", _code.Combine("parser"));
        await Git("-C", _code.Combine("parser"), "-c", "user.name=t", "-c", "user.email=t@t", "commit", "-q", "--allow-empty", "-m", "first");
        await Git("-C", _code.Combine("parser"), "worktree", "add", "-q", _code.Combine("topic"));
        await Git("clone", "-q", "--bare", _code.Combine("parser"), _code.Combine("mirror.git"));
        Directory.CreateDirectory(_code.Combine("parser/deep/folder"));

        await In("parser/deep/folder", "remember", "the grammar is ambiguous", "--about", "grammar");
        using (var server = await ServerProcess.StartAsync(_data.Path, folder: _code.Combine("topic")))
        {
            using var http = server.Client();
            Assert.Contains("the grammar is ambiguous", await http.GetStringAsync("/api/v1/recall?query=grammar"), StringComparison.Ordinal);
            await using var through = await McpOverStdio.StartAsync(_data.Path, folder: _code.Combine("parser"));
            await through.CallAsync("remember", new JsonObject { ["text"] = "the lexer is fast", ["about"] = "lexer" });
        }

        await using var mcp = await McpOverStdio.StartAsync(_data.Path, folder: _code.Combine("topic"));
        Assert.Contains("the lexer is fast", (await mcp.CallAsync("recall", new JsonObject { ["query"] = "lexer" })).ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("the lexer is fast", (await In("topic", "recall", "lexer")).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("the lexer is fast", (await In("mirror.git", "recall", "lexer")).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("the lexer is fast", (await In("", "recall", "lexer")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_configuration_of_a_repository_names_its_workspace()
    {
        await Git("init", "-q", _code.Combine("parser"));
        await Git("-C", _code.Combine("parser"), "config", "graphmemory.workspace", "shared # of \"two\"");
        await In("parser", "remember", "kept under its name");

        Assert.Contains("kept under its name", (await In("", "recall", "kept", "--workspace", "shared # of \"two\"")).Output, StringComparison.Ordinal);
    }

    private async Task<CommandLine> In(string folder, params string[] arguments) =>
        (await CommandLine.RunAsync([.. arguments, "--data", _data.Path], environment: null, folder: _code.Combine(folder))).Succeeded();

    private static async Task Git(params string[] arguments)
    {
        var (exitCode, error) = await Tool.RunAsync("git", arguments);
        Assert.True(exitCode == 0, error);
    }
}
