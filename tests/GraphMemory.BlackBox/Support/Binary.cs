namespace GraphMemory.BlackBox.Support;

/// <summary>The published binary under test: GRAPHMEMORY_BINARY, else what ./test publishes.</summary>
internal static class Binary
{
    public static string Path { get; } = Find();

    public static string RepositoryRoot { get; } = FindRoot();

    private static string Find()
    {
        var named = Environment.GetEnvironmentVariable("GRAPHMEMORY_BINARY");
        var path = string.IsNullOrEmpty(named) ? System.IO.Path.Combine(FindRoot(), "artifacts", "bin", "graphmemory") : named;
        return File.Exists(path) ? path : throw new InvalidOperationException($"There is no binary at {path}. ./test publishes one.");
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "GraphMemory.slnx"))) { folder = folder.Parent; }
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside a checkout.");
    }
}
