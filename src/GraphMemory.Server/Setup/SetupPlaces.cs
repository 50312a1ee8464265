using GraphMemory.Server.Configuration;

namespace GraphMemory.Server.Setup;

/// <summary>Where clients keep their settings on this machine.</summary>
/// <param name="Project">Root of the project to set up; null for the user's own settings.</param>
internal sealed record SetupPlaces(Platform Platform, string Home, IReadOnlyDictionary<string, string> Variables, string? Project)
{
    /// <summary>%APPDATA%, ~/Library/Application Support, or the XDG configuration folder.</summary>
    public string Applications => Platform switch
    {
        Platform.Windows => Variables.GetValueOrDefault("APPDATA") ?? Path.Combine(Home, "AppData", "Roaming"),
        Platform.MacOs => Path.Combine(Home, "Library", "Application Support"),
        _ => Xdg,
    };

    /// <summary>The XDG configuration folder, which some programs use on macOS too.</summary>
    public string Xdg => Variables.GetValueOrDefault("XDG_CONFIG_HOME") is { } path && Path.IsPathRooted(path) ? path : Path.Combine(Home, ".config");

    /// <summary>A folder that a variable may move.</summary>
    public string Folder(string variable, params ReadOnlySpan<string> inHome) =>
        Variables.GetValueOrDefault(variable) is { Length: > 0 } path ? path : Path.Combine([Home, .. inHome]);

    /// <summary>The repository that holds a folder, else the folder itself.</summary>
    public static string ProjectOf(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (Path.Exists(Path.Combine(at.FullName, ".git"))) { return at.FullName; }
        }

        return Path.GetFullPath(folder);
    }
}
