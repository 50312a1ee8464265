namespace GraphMemory.BlackBox.Support;

/// <summary>The JavaScript runtime and the packages of <c>tests/node</c>, which <c>eng/setup.sh</c> installs.</summary>
internal static class NodeTool
{
    public static string Folder { get; } = Path.Combine(Binary.RepositoryRoot, "tests", "node");

    /// <summary>Runs a script of one of the packages.</summary>
    public static Task<(int ExitCode, string Output, string Error)> RunAsync(string script, params string[] arguments) => NodeAsync(PathOf(script), arguments);

    /// <summary>Runs a script of <c>tests/node/scenarios</c>.</summary>
    public static Task<(int ExitCode, string Output, string Error)> RunScenarioAsync(string script, params string[] arguments) =>
        NodeAsync(Path.Combine(Folder, "scenarios", script), arguments);

    private static Task<(int ExitCode, string Output, string Error)> NodeAsync(string path, string[] arguments)
    {
        var node = PathOf("node/bin/node");
        Assert.True(File.Exists(node), "There is no node in tests/node. Run: bash -c '. eng/setup.sh; need_node_packages'");
        return Tool.OutputAsync(node, [path, .. arguments]);
    }

    private static string PathOf(string inModules) => Path.Combine(Folder, "node_modules", inModules);
}
