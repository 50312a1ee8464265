using GraphMemory.Engine.Errors;

namespace GraphMemory.Server.Configuration;

/// <summary>The configuration of a running process. Reloadable keys change all at once, by swapping the tree; the others wait for a restart.</summary>
internal sealed class LiveConfiguration(LoadedConfiguration loaded)
{
    private readonly Lock _gate = new();
    private volatile LoadedConfiguration _loaded = loaded;
    private FileStamp _stamp = FileStamp.Of(ConfigurationLoader.FileOf(loaded.Sources));

    public GraphMemoryOptions Options => _loaded.Options;

    /// <summary>The environment that was read.</summary>
    public IReadOnlyDictionary<string, string> Variables => _loaded.Sources.Variables;

    /// <summary>As the sources say now; a secret's text is masked.</summary>
    public IReadOnlyList<ConfigurationSetting> Settings => _loaded.Settings;

    /// <summary>Reads the sources again when the file has changed, has come or has gone. Null: nothing to do.</summary>
    /// <param name="isForced">Also when it looks the same.</param>
    public Result<ConfigurationChange>? Step(bool isForced = false)
    {
        lock (_gate)
        {
            var stamp = FileStamp.Of(ConfigurationLoader.FileOf(_loaded.Sources));
            if (stamp == _stamp && !isForced) { return null; }
            _stamp = stamp;
            var next = ConfigurationLoader.Load(_loaded.Sources);
            return next.IsSuccess ? Take(next.Value) : next.Problem;
        }
    }

    private ConfigurationChange Take(LoadedConfiguration next)
    {
        var changed = ConfigurationKeys.All.Items.Where(key => key.Read(next.Options) != key.Read(Options)).ToList();
        var options = changed.Where(key => key.IsReloadable)
            .Aggregate(Options, (tree, key) => key.Apply(tree, key.Read(next.Options)) ?? tree);
        _loaded = next with { Options = options };
        return new(
            [.. changed.Where(key => key.IsReloadable).Select(key => key.Name)],
            [.. changed.Where(key => !key.IsReloadable).Select(key => key.Name)]);
    }

    /// <summary>By what a file is known to be the same: an editor may write twice within one tick of the disk's clock.</summary>
    private readonly record struct FileStamp(string? Path, DateTime WrittenAt, long Length)
    {
        public static FileStamp Of(string? path) => path is not null && new FileInfo(path) is { Exists: true } file ? new(path, file.LastWriteTimeUtc, file.Length) : default;
    }
}

/// <param name="Taken">Keys now in force.</param>
/// <param name="NeedRestart">Keys whose new value waits for a restart.</param>
internal sealed record ConfigurationChange(IReadOnlyList<string> Taken, IReadOnlyList<string> NeedRestart);
