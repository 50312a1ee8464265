using System.Text.RegularExpressions;
using GraphMemory.BlackBox.Support;

namespace GraphMemory.BlackBox.Mcp;

/// <summary>The official conformance suite against <c>serve --conformance</c>: every server scenario that a revision requires.</summary>
public sealed partial class ConformanceTests(ITestOutputHelper output)
{
    private const string Suite = "@modelcontextprotocol/conformance/dist/index.js";

    [Theory]
    [InlineData("2025-11-25", 30)]
    [InlineData("2026-07-28", 37)]
    public async Task Every_required_scenario_passes(string revision, int scenarioCount)
    {
        using var folder = new DataFolder();
        using var server = await ServerProcess.StartAsync(folder.Path, ["--conformance"]);
        var (exitCode, said, error) = await NodeTool.RunAsync(
            Suite, "server", "--url", new Uri(server.Address, "mcp").ToString(), "--requirements", revision);
        var summary = said[Math.Max(0, said.IndexOf("=== SUMMARY ===", StringComparison.Ordinal))..];
        var notScored = NotScored().Matches(summary).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        var scored = Scenario().Matches(summary).Where(match => !notScored.Contains(match.Groups[2].Value)).ToList();
        output.WriteLine(summary);

        Assert.Empty(scored.Where(match => match.Groups[1].Value != "✓").Select(match => match.Value));
        Assert.Equal(scenarioCount, scored.Count);
        Assert.True(exitCode == 0, error);
    }

    [Fact]
    public async Task The_suite_s_tools_write_into_a_folder_that_is_thrown_away()
    {
        using var folder = new DataFolder();
        using (await ServerProcess.StartAsync(folder.Path, ["--conformance"])) { }

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [GeneratedRegex(@"^(✓|✗) ([\w-]+): \d+ passed, \d+ failed", RegexOptions.Multiline)]
    private static partial Regex Scenario();

    [GeneratedRegex(@"^  [✓✗] ([\w-]+) \(", RegexOptions.Multiline)]
    private static partial Regex NotScored();
}
