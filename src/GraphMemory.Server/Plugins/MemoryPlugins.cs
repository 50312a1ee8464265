using System.Collections.Immutable;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Engine.Plugins;
using GraphMemory.Server.Mcp;
using GraphMemory.Server.Plugins.Processes;
using GraphMemory.Sqlite;

namespace GraphMemory.Server.Plugins;

/// <summary>
/// The plugins of an open memory: what is compiled in and what manifests declare, set up as the file of the data folder says. The file is
/// the truth: any process may change it, and those that run follow it.
/// </summary>
internal sealed class MemoryPlugins : IAsyncDisposable
{
    /// <summary>Who speaks when a process takes over what the file says.</summary>
    private const string FileSays = "plugins.json";

    private const int ManifestsMax = 200;

    private static readonly TimeSpan DrainPatience = TimeSpan.FromSeconds(5);

    private readonly PluginFile _file;
    private readonly TimeProvider _time;
    private readonly HookQueue _queue;
    private readonly DataFolder _folder;
    private readonly PluginTools _tools;
    private readonly ProcessStarter _starter = new(ProcessStarter.Itself);
    private readonly PluginRegistry _registry;
    private readonly Lock _loading = new();
    private ImmutableArray<Problem> _problems = [];
    private bool _isLoaded;
    private DateTime _stamp;

    /// <param name="tools">The tools that plugins' processes may ask for.</param>
    /// <param name="attend">Told whenever plugins come or go, with those in the way of writes and of answers.</param>
    public MemoryPlugins(DataFolder folder, PluginServices services, PluginOptions options, TimeProvider time, Func<ToolHost> tools, Action<WriteHooks, RecallHooks> attend)
    {
        (_time, _file, Audit) = (time, new PluginFile(folder.PluginsFilePath, time), new PluginAuditFile(folder.PluginsAuditPath));
        (_folder, _tools) = (folder, new PluginTools(tools));
        _registry = new PluginRegistry(services, options, time, Audit.Add);
        Hooks = new HookRunner(_registry, time);
        _queue = new HookQueue(Hooks, options.WaitingMax);
        var (writes, answers) = (new WriteHooks(Hooks, _queue, services.Store), new RecallHooks(Hooks, services.Store));
        _registry.Changed = () =>
        {
            Generation++;
            attend(writes, answers);
        };
    }

    /// <summary>Everything there is; put together when it is first asked for.</summary>
    public PluginRegistry Registry
    {
        get
        {
            Load();
            return _registry;
        }
    }

    public HookRunner Hooks { get; }

    public PluginAuditFile Audit { get; }

    /// <summary>Rises whenever plugins come or go: answers made before are not those made now.</summary>
    public int Generation { get; private set; }

    /// <summary>What is wrong with the files that declare and set up plugins.</summary>
    public ImmutableArray<Problem> Problems
    {
        get
        {
            Load();
            return _problems;
        }
    }

    /// <summary>Puts to work what is wanted. Where nobody ever decided anything, nothing is looked at: a start costs no more than without plugins.</summary>
    public void Open()
    {
        _stamp = _file.Stamp;
        if (_file.Exists) { Load(); }
    }

    /// <summary>Puts every plugin on the list, and those that are wanted to work. Starts none: that happens at their first call, or by <see cref="ProveAsync"/>.</summary>
    private void Load()
    {
        lock (_loading)
        {
            if (_isLoaded) { return; }
            _isLoaded = true;
            LoadOnce();
        }
    }

    private void LoadOnce()
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        string program = ProcessStarter.Itself, hidden = _folder.Path;
        var shipped = ShippedProcesses.All(program, Path.GetDirectoryName(program)!, Process, hidden);
        foreach (var descriptor in CompiledPlugins.All.Concat(shipped).Concat(Declared(problems.Add)))
        {
            if (_registry.Register(descriptor).Problem is { } problem) { problems.Add(problem); }
        }

        _stamp = _file.Stamp;
        var wishes = _file.Read();
        if (wishes.Problem is { } unreadable) { problems.Add(unreadable); }
        _problems = problems.ToImmutable();
        if (!wishes.IsSuccess) { return; }
        foreach (var (name, wish) in wishes.Value.Plugins) { _registry.Restore(name, PluginFile.Given(wish), wish.Enabled); }
        _registry.Begin();
    }

    /// <summary>What the manifests of the data folder declare.</summary>
    private IEnumerable<PluginDescriptor> Declared(Action<Problem> tell)
    {
        var folder = _folder.PluginsPath;
        if (!Directory.Exists(folder)) { return []; }
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(folder) & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != 0)
        {
            tell(PluginProblems.Settings.With($"{folder} can be written by others, so nothing in it is believed.", new FieldProblem("plugins", "can be written by others", $"chmod go-w {folder}")));
            return [];
        }

        return [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Take(ManifestsMax).Select(path => PluginManifest.Read(path, Process, _folder.Path))];
    }

    private ProcessPlugin Process(PluginDescriptor descriptor, ProcessCommand command) =>
        new(descriptor, command, _starter, host => _tools.For(descriptor.Name, host));

    /// <summary>The formats that plugins at work read.</summary>
    public IEnumerable<IMemoryFormat> Formats() => Registry.OfKind(PluginKind.Import)
        .Where(plugin => plugin.Status.State == PluginState.Running && plugin.Descriptor.Hooks.Any(hook => hook.Hook == PluginHooks.ImportDocument.Name))
        .Select(plugin => new PluginFormat(plugin.Descriptor, Hooks));

    /// <summary>Starts every wanted plugin once and lets it clean up; who cannot is failed before anything is asked of it.</summary>
    public async Task ProveAsync()
    {
        foreach (var plugin in Registry.All.Where(plugin => plugin.Status.State == PluginState.Running)) { await Registry.ProveAsync(plugin.Descriptor.Name, FileSays); }
    }

    /// <summary>Why a server that takes it strictly does not start; null when every wanted plugin works.</summary>
    public Problem? Strict()
    {
        var failed = Registry.All.Where(plugin => plugin is { IsWanted: true, Status.State: PluginState.Failed }).ToList();
        return failed.Count == 0 && Problems.IsEmpty ? null : PluginProblems.Strict.With(
            "Not every enabled plugin works, and plugins.strict is set.",
            [.. failed.Select(plugin => new FieldProblem(plugin.Descriptor.Name, plugin.Status.Reason ?? "failed", $"Mend it, or: graphmemory plugins disable {plugin.Descriptor.Name}")),
                .. Problems.SelectMany(problem => problem.Fields)]);
    }

    public Task<Result<RegisteredPlugin>> EnableAsync(string name, string who) => KeepAsync(Registry.EnableAsync(name, who, prove: true));

    public Task<Result<RegisteredPlugin>> DisableAsync(string name, string who) => KeepAsync(Registry.DisableAsync(name, who));

    public Task<Result<RegisteredPlugin>> ConfigureAsync(string name, IReadOnlyDictionary<string, string> given, string who) => KeepAsync(Registry.ConfigureAsync(name, given, who));

    public Task<Result<RegisteredPlugin>> ValidateAsync(string name, string who) => Registry.ValidateAsync(name, who, prove: true);

    /// <summary>Takes over what other processes, or a person, have written into the file.</summary>
    public async Task FollowAsync()
    {
        var stamp = _file.Stamp;
        if (stamp == _stamp) { return; }
        var wishes = _file.Read();
        if (!wishes.IsSuccess) { return; } // half a file of a person's editor; the next round reads the whole
        _stamp = stamp;
        foreach (var descriptor in Declared(_ => { })) { Registry.Register(descriptor); } // what is new; the rest is known
        Registry.Begin();
        foreach (var plugin in Registry.All)
        {
            var (name, wish) = (plugin.Descriptor.Name, wishes.Value.Plugins.GetValueOrDefault(plugin.Descriptor.Name) ?? new PluginWish(Enabled: false));
            var given = PluginFile.Given(wish);
            if (given.Count != plugin.Given.Count || given.Except(plugin.Given).Any()) { await Registry.ConfigureAsync(name, given, FileSays); }
            if (wish.Enabled && !plugin.IsWanted) { await Registry.EnableAsync(name, FileSays, prove: true); }
            if (!wish.Enabled && plugin.IsWanted) { await Registry.DisableAsync(name, FileSays); }
        }
    }

    /// <summary>Tells plugins that a server begins.</summary>
    public void TellStart() => _queue.Add(PluginHooks.ServerStart, new HookCall(PluginHooks.ServerStart.Name, ""));

    /// <summary>Tells plugins that a server ends; each has its time for it.</summary>
    public Task TellStopAsync() => Hooks.RunAsync(PluginHooks.ServerStop, new HookCall(PluginHooks.ServerStop.Name, ""), check: null, CancellationToken.None);

    /// <summary>Waits until plugins were told of everything, as far as they listen in time.</summary>
    public Task<bool> DrainAsync() => _queue.DrainAsync(DrainPatience, _time);

    public async ValueTask DisposeAsync()
    {
        await DrainAsync();
        await _registry.DisposeAsync();
        _starter.Dispose();
    }

    /// <summary>Only what could be done is kept, so that the next start does not begin with what has just failed.</summary>
    private async Task<Result<RegisteredPlugin>> KeepAsync(Task<Result<RegisteredPlugin>> change)
    {
        var changed = await change;
        if (!changed.IsSuccess) { return changed; }
        var plugin = changed.Value;
        var problem = await _file.SetAsync(plugin.Descriptor.Name, new PluginWish(plugin.IsWanted, plugin.Given.IsEmpty ? null : new(plugin.Given)));
        _stamp = _file.Stamp;
        return problem is null ? changed : problem;
    }
}
