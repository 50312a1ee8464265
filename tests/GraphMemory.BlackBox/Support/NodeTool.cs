namespace GraphMemory.BlackBox.Support;

/// <summary>The JavaScript runtime and the packages of <c>tests/node</c>, which <c>eng/setup.sh</c> installs.</summary>
internal static class NodeTool
{
    public static string Folder { get; } = Path.Combine(Binary.RepositoryRoot, "tests", "node");

    public static Task<(int ExitCode, string Output, string Error)> RunAsync(string script, params string[] arguments)
    {
        var node = PathOf("node/bin/node");
        Assert.True(File.Exists(node), "There is no node in tests/node. Run: bash -c '. eng/setup.sh; need_node_packages'");
        return Tool.OutputAsync(node, [PathOf(script), .. arguments]);
    }

    private static string PathOf(string inModules) => Path.Combine(Folder, "node_modules", inModules);
}
