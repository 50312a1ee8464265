using GraphMemory.Engine.Errors;

namespace GraphMemory.Server.Configuration;

/// <summary>The configuration of a running server. Reloadable keys change all at once, by swapping the tree; the others wait for a restart.</summary>
internal sealed class LiveConfiguration(LoadedConfiguration loaded)
{
    private LoadedConfiguration _loaded = loaded;
    private DateTime _fileStamp = StampOf(loaded.FilePath);

    public GraphMemoryOptions Options => Volatile.Read(ref _loaded).Options;

    /// <summary>The environment that was read.</summary>
    public IReadOnlyDictionary<string, string> Variables => Volatile.Read(ref _loaded).Sources.Variables;

    /// <summary>As the sources say now; a secret's text is masked.</summary>
    public IReadOnlyList<ConfigurationSetting> Settings => Volatile.Read(ref _loaded).Settings;

    /// <summary>Reads the sources again when the file has changed. Null: nothing to do.</summary>
    public Result<ConfigurationChange>? Step()
    {
        var stamp = StampOf(_loaded.FilePath);
        if (stamp == _fileStamp) { return null; }
        _fileStamp = stamp;
        var next = ConfigurationLoader.Load(_loaded.Sources);
        return next.IsSuccess ? Take(next.Value) : next.Problem;
    }

    private ConfigurationChange Take(LoadedConfiguration next)
    {
        var changed = ConfigurationKeys.All.Items.Where(key => key.Read(next.Options) != key.Read(Options)).ToList();
        var options = changed.Where(key => key.IsReloadable)
            .Aggregate(Options, (tree, key) => key.Apply(tree, key.Read(next.Options)) ?? tree);
        Volatile.Write(ref _loaded, next with { Options = options });
        return new(
            [.. changed.Where(key => key.IsReloadable).Select(key => key.Name)],
            [.. changed.Where(key => !key.IsReloadable).Select(key => key.Name)]);
    }

    private static DateTime StampOf(string? path) => path is null ? default : File.GetLastWriteTimeUtc(path);
}

/// <param name="Taken">Keys now in force.</param>
/// <param name="NeedRestart">Keys whose new value waits for a restart.</param>
internal sealed record ConfigurationChange(IReadOnlyList<string> Taken, IReadOnlyList<string> NeedRestart);
