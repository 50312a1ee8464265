namespace GraphMemory.Server.Configuration;

internal enum Platform
{
    Linux,
    MacOs,
    Windows,
}

/// <summary>Where the memory lives when nobody says so: XDG base directories, Application Support, or LocalAppData.</summary>
internal static class DataFolderDefault
{
    private const string FolderName = "graphmemory";

    public static string Of(Platform platform, string home, IReadOnlyDictionary<string, string> variables) => platform switch
    {
        Platform.Windows => Path.Combine(variables.GetValueOrDefault("LOCALAPPDATA") ?? Path.Combine(home, "AppData", "Local"), FolderName),
        Platform.MacOs => Path.Combine(home, "Library", "Application Support", FolderName),
        _ => Path.Combine(XdgDataHome(variables) ?? Path.Combine(home, ".local", "share"), FolderName),
    };

    // The specification says that a relative path there must be ignored.
    private static string? XdgDataHome(IReadOnlyDictionary<string, string> variables) =>
        variables.GetValueOrDefault("XDG_DATA_HOME") is { } path && Path.IsPathRooted(path) ? path : null;
}
