using GraphMemory.BlackBox.Support;

namespace GraphMemory.BlackBox.Hooks;

public sealed class HookTests
{
    [Fact]
    public async Task A_hook_answers_while_a_server_holds_the_folder_and_is_silent_without_a_memory()
    {
        using var folder = new DataFolder();
        var silent = await CommandLine.RunAsync(["hook", "session-start", "--data", folder.Combine("none")], null, "{}");
        Assert.Equal((0, "", ""), (silent.ExitCode, silent.Output, silent.Error));
        (await CommandLine.RunAsync("remember", "The convention is to squash commits", "-a", "git", "--data", folder.Path)).Succeeded();
        using var mcp = new GraphMemoryProcess(["mcp", "--data", folder.Path]);

        var answer = (await CommandLine.RunAsync(["hook", "session-start", "--data", folder.Path, "--timeout-ms", "60000"], null, "{\"cwd\":\"/\"}")).Succeeded();
        var prompt = (await CommandLine.RunAsync(["hook", "prompt", "--data", folder.Path, "--timeout-ms", "60000"], null, "{\"prompt\":\"do we squash commits?\"}")).Succeeded();

        Assert.Contains("squash commits", (string?)answer.Json["hookSpecificOutput"]!["additionalContext"], StringComparison.Ordinal);
        Assert.Contains("squash commits", (string?)prompt.Json["hookSpecificOutput"]!["additionalContext"], StringComparison.Ordinal);
        Assert.Empty(answer.Error + prompt.Error);
    }
}
