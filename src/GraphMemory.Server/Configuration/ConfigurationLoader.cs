using System.Collections.Immutable;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Server.Configuration;

/// <summary>Lays the sources over each other: defaults, file, environment, flags. Every fault is told at once.</summary>
internal static class ConfigurationLoader
{
    public static Result<LoadedConfiguration> Load(ConfigurationSources sources)
    {
        if (FileOf(sources) is not { } file) { return Merge(sources, null, Outside(sources)); }
        var entries = ConfigurationFile.Read(file);
        return entries.IsSuccess ? Merge(sources, file, [.. entries.Value, .. Outside(sources)]) : entries.Problem;
    }

    /// <summary>As if the file held this text.</summary>
    public static Result<LoadedConfiguration> Load(ConfigurationSources sources, string file, string text)
    {
        var entries = ConfigurationFile.Parse(file, System.Text.Encoding.UTF8.GetBytes(text));
        return entries.IsSuccess ? Merge(sources, file, [.. entries.Value, .. Outside(sources)]) : entries.Problem;
    }

    /// <summary>The file that is read; null when there is none.</summary>
    public static string? FileOf(ConfigurationSources sources) => sources.File ?? (FileInFolder(sources) is var path && File.Exists(path) ? path : null);

    /// <summary>Where the file is, or would be.</summary>
    public static string PlaceOf(ConfigurationSources sources) => sources.File ?? FileInFolder(sources);

    private static List<ConfigurationEntry> Outside(ConfigurationSources sources) => [.. ConfigurationVariables.Read(sources.Variables), .. sources.Flags];

    private static Result<LoadedConfiguration> Merge(ConfigurationSources sources, string? file, IReadOnlyList<ConfigurationEntry> entries)
    {
        var options = new GraphMemoryOptions { Data = new() { Folder = sources.DefaultDataFolder, Automatic = sources.Workspace } };
        var origins = new Dictionary<string, string>(StringComparer.Ordinal);
        var faults = ImmutableArray.CreateBuilder<FieldProblem>();
        foreach (var entry in entries)
        {
            if (Apply(options, entry, faults) is not { } changed) { continue; }
            options = changed;
            origins[entry.Path] = entry.Origin;
        }

        faults.AddRange(ConfigurationRules.Check(options, file, sources, origins));
        return faults.Count == 0
            ? new LoadedConfiguration(options, Settings(options, origins), file, sources)
            : new Problem(ConfigurationProblems.Invalid, $"{faults.Count} setting{(faults.Count == 1 ? "" : "s")} cannot be used.", faults.ToImmutable());
    }

    private static GraphMemoryOptions? Apply(GraphMemoryOptions options, ConfigurationEntry entry, ImmutableArray<FieldProblem>.Builder faults)
    {
        if (!ConfigurationKeys.All.TryGet(entry.Path, out var key))
        {
            faults.Add(Unknown(entry));
            return null;
        }

        if (key.Apply(options, entry.Value) is { } changed) { return changed; }
        var shown = key.IsSecret ? "The value" : $"\"{entry.Value}\"";
        faults.Add(new(entry.Written, $"{shown} is not allowed ({entry.Origin})", $"{key.Name} takes {key.Type}: {key.Allowed}."));
        return null;
    }

    private static FieldProblem Unknown(ConfigurationEntry entry)
    {
        var nearest = ConfigurationKeys.All.Nearest(entry.Path, 1).FirstOrDefault();
        var fix = nearest is null ? "\"graphmemory config keys\" lists every key." : $"Did you mean {nearest}?";
        return new(entry.Written, $"There is no key \"{entry.Path}\" ({entry.Origin})", fix);
    }

    private static ImmutableArray<ConfigurationSetting> Settings(GraphMemoryOptions options, Dictionary<string, string> origins) =>
    [
        .. ConfigurationKeys.All.Items.Select(key => key.Name == ConfigurationKeys.DataWorkspace && !options.Data.IsWorkspaceNamed
            ? new ConfigurationSetting(key, options.Data.WorkspaceInUse, options.Data.Automatic.Repository is null ? ConfigurationSetting.DefaultOrigin : options.Data.Automatic.Why)
            : new ConfigurationSetting(key, Shown(key, key.Read(options)), origins.GetValueOrDefault(key.Name, ConfigurationSetting.DefaultOrigin))),
    ];

    private static string Shown(ConfigurationKey key, string value) => key.IsSecret && value.Length > 0 ? ConfigurationSetting.Mask : value;

    private static string? FolderOf(IEnumerable<ConfigurationEntry> entries) =>
        entries.LastOrDefault(entry => entry.Path == ConfigurationKeys.DataFolder && entry.Value.Length > 0)?.Value;

    private static string FileInFolder(ConfigurationSources sources) => Path.Combine(FolderOf(Outside(sources)) ?? sources.DefaultDataFolder, ConfigurationFile.Name);
}
