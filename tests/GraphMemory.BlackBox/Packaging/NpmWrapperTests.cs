using System.Diagnostics;
using GraphMemory.BlackBox.Support;

namespace GraphMemory.BlackBox.Packaging;

public sealed class NpmWrapperTests
{
    private static string Wrapper => Path.Combine(Binary.RepositoryRoot, "packaging", "npm", "graphmemory.js");

    [Fact]
    public async Task The_wrapper_hands_everything_to_the_binary_and_its_exit_code_back()
    {
        using var folder = new DataFolder();
        var version = await RunAsync(Binary.Path, "", "--version");
        var answer = await RunAsync(Binary.Path, "{\"cwd\":\"/\"}", "hook", "session-start", "--data", folder.Path);
        var refused = await RunAsync(Binary.Path, "", "no-such-verb");

        Assert.Equal(0, version.ExitCode);
        Assert.Matches("^[0-9]+\\.[0-9]+", version.Output);
        Assert.Equal((0, ""), (answer.ExitCode, answer.Output));
        Assert.Equal(2, refused.ExitCode);
    }

    [Fact]
    public async Task Without_a_binary_of_the_platform_it_says_what_to_do()
    {
        var refused = await RunAsync(binary: null, "", "--version");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("GRAPHMEMORY_BINARY", refused.Error, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(string? binary, string input, params string[] arguments)
    {
        var node = Path.Combine(NodeTool.Folder, "node_modules", "node", "bin", "node");
        Assert.True(File.Exists(node), "There is no node in tests/node. Run: bash -c '. eng/setup.sh; need_node_packages'");
        var start = new ProcessStartInfo(node, [Wrapper, .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("GRAPHMEMORY_BINARY");
        if (binary is not null) { start.Environment["GRAPHMEMORY_BINARY"] = binary; }
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var bound = new CancellationTokenSource(GraphMemoryProcess.Patience);
        await process.WaitForExitAsync(bound.Token);
        return (process.ExitCode, await output, await error);
    }
}
