using System.Collections.Immutable;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Registries;

namespace GraphMemory.Engine.Plugins;

/// <summary>
/// The plugins of a process. Reading takes no lock, and any number of threads may register at once; changes of one plugin's state come one
/// after the other. What is not valid is listed as failed and never executed.
/// </summary>
/// <param name="services">What permissions let plugins at; null where there is no memory.</param>
/// <param name="audit">Told of everything that is decided.</param>
public sealed class PluginRegistry(PluginServices? services, PluginOptions options, TimeProvider time, Action<PluginAuditEntry> audit) : IAsyncDisposable
{
    private readonly SemaphoreSlim _control = new(1, 1);
    private readonly Lock _tableGate = new();
    private ImmutableDictionary<string, RegisteredPlugin> _plugins = ImmutableDictionary.Create<string, RegisteredPlugin>(StringComparer.Ordinal);
    private volatile HookTable _table = new([]);
    private Task _retired = Task.CompletedTask;

    /// <summary>Called when a plugin has come or gone.</summary>
    public Action? Changed { get; set; }

    /// <summary>By name.</summary>
    public ImmutableArray<RegisteredPlugin> All => [.. Volatile.Read(ref _plugins).Values.OrderBy(plugin => plugin.Descriptor.Name, StringComparer.Ordinal)];

    internal HookTable Table => _table;

    public IEnumerable<RegisteredPlugin> OfKind(PluginKind kind) => All.Where(plugin => plugin.Descriptor.Kind == kind);

    public Result<RegisteredPlugin> Get(string name)
    {
        var plugins = Volatile.Read(ref _plugins);
        return plugins.TryGetValue(name, out var plugin) ? plugin : PluginProblems.Unknown(name, NearestNames.Of(name, plugins.Keys));
    }

    public Result<RegisteredPlugin> Register(PluginDescriptor descriptor)
    {
        var plugin = new RegisteredPlugin(descriptor, options, time);
        while (true)
        {
            var before = Volatile.Read(ref _plugins);
            if (before.ContainsKey(descriptor.Name))
            {
                return PluginProblems.Taken.With(
                    $"A plugin \"{descriptor.Name}\" is registered.", new FieldProblem("name", "is taken", "Give it another name."));
            }

            if (before.Count >= options.PluginsMax) { return PluginProblems.TooMany.With($"{options.PluginsMax} plugins are registered."); }
            if (Interlocked.CompareExchange(ref _plugins, before.Add(descriptor.Name, plugin), before) == before) { return plugin; }
        }
    }

    public Task<Result<RegisteredPlugin>> UnregisterAsync(string name, string who) => ControlAsync(name, plugin =>
    {
        if (!PluginLifecycle.CanUnregister(plugin.Status.State)) { return Task.FromResult<Problem?>(WrongState(plugin, "cannot be taken off the list", "Disable it first.")); }
        ImmutableInterlocked.TryRemove(ref _plugins, name, out _);
        Tell(who, plugin, "unregistered", "");
        return Task.FromResult<Problem?>(null);
    });

    /// <summary>Looks at everything again; what failed gets another chance. Null when all is well.</summary>
    /// <param name="prove">Also starts it and lets it clean up.</param>
    public Task<Result<RegisteredPlugin>> ValidateAsync(string name, string who, bool prove) => ControlAsync(name, async plugin =>
    {
        var problem = Check(plugin, plugin.Given) ?? (prove ? await ProveAsync(plugin, plugin.Given).ConfigureAwait(false) : null);
        if (plugin.Status.State == PluginState.Running) { return problem; }
        if (problem is null) { plugin.TryMove(PluginState.Validated, time.GetUtcNow()); }
        else { MoveToFailed(plugin, problem, who); }
        if (problem is null) { Tell(who, plugin, "validated", ""); }
        return problem;
    });

    /// <summary>Brings a plugin to work.</summary>
    /// <param name="prove">Starts it once and lets it clean up, before anything depends on it.</param>
    public Task<Result<RegisteredPlugin>> EnableAsync(string name, string who, bool prove) => ControlAsync(name, async plugin =>
    {
        if (plugin.Status.State == PluginState.Running) { return null; }
        var problem = Check(plugin, plugin.Given) ?? Idle(plugin) ?? (prove ? await ProveAsync(plugin, plugin.Given).ConfigureAwait(false) : null);
        if (problem is not null)
        {
            MoveToFailed(plugin, problem, who);
            return problem;
        }

        plugin.IsWanted = true;
        Run(plugin);
        Tell(who, plugin, "enabled", "");
        return null;
    });

    public Task<Result<RegisteredPlugin>> DisableAsync(string name, string who) => ControlAsync(name, plugin =>
    {
        var users = All.Where(other => other.Status.State == PluginState.Running && other.Descriptor.Dependencies.Any(dependency => dependency.Name == name)).ToList();
        if (users.Count > 0 && plugin.Status.State == PluginState.Running)
        {
            return Task.FromResult<Problem?>(WrongState(plugin, $"is needed by {string.Join(", ", users.Select(user => user.Descriptor.Name))}", "Disable those first."));
        }

        plugin.IsWanted = false;
        if (plugin.TryMove(PluginState.Deactivated, time.GetUtcNow())) { Retire(plugin); }
        Tell(who, plugin, "disabled", "");
        return Task.FromResult<Problem?>(null);
    });

    /// <summary>Sets a plugin's configuration, whole. A running one starts anew with it; when it cannot, the old one goes on.</summary>
    public Task<Result<RegisteredPlugin>> ConfigureAsync(string name, IReadOnlyDictionary<string, string> given, string who) => ControlAsync(name, async plugin =>
    {
        var faults = PluginConfiguration.Of(plugin.Descriptor.Settings, given).Faults;
        if (faults.Length > 0) { return Invalid(plugin, faults); }
        var isRunning = plugin.Status.State == PluginState.Running;
        if (isRunning && await ProveAsync(plugin, given).ConfigureAwait(false) is { } problem) { return problem; }
        plugin.Given = given.ToImmutableDictionary(StringComparer.Ordinal);
        if (isRunning && plugin.TryMove(PluginState.Deactivated, time.GetUtcNow()))
        {
            Retire(plugin);
            Run(plugin);
        }

        // Values may be secrets: the record names the keys.
        Tell(who, plugin, "configured", string.Join(", ", given.Keys.Order(StringComparer.Ordinal)));
        return null;
    });

    /// <summary>Takes over what its owner had set, before it is enabled.</summary>
    public void Restore(string name, ImmutableDictionary<string, string> given, bool isWanted)
    {
        if (Volatile.Read(ref _plugins).GetValueOrDefault(name) is { } plugin) { (plugin.Given, plugin.IsWanted) = (given, isWanted); }
    }

    /// <summary>
    /// Checks every plugin that is new, and puts those that are wanted to work, dependencies first. Starts none, so it takes no time: each
    /// starts at its first call, or when it is proved.
    /// </summary>
    public void Begin()
    {
        foreach (var plugin in All.Where(plugin => plugin.Status.State == PluginState.Registered))
        {
            if (Check(plugin, plugin.Given) is { } problem) { MoveToFailed(plugin, problem, who: null); }
            else { plugin.TryMove(PluginState.Validated, time.GetUtcNow()); }
        }

        var waiting = All.Where(plugin => plugin is { IsWanted: true, Status.State: PluginState.Validated }).ToList();
        while (waiting.RemoveAll(TryBegin) > 0) { }
        foreach (var plugin in waiting) { MoveToFailed(plugin, Idle(plugin)!, who: null); }

        bool TryBegin(RegisteredPlugin plugin)
        {
            if (Idle(plugin) is not null) { return false; }
            Run(plugin);
            return true;
        }
    }

    /// <summary>Starts a running plugin once more and lets it clean up; when it cannot, it is failed.</summary>
    public Task<Result<RegisteredPlugin>> ProveAsync(string name, string who) => ControlAsync(name, async plugin =>
    {
        var problem = await ProveAsync(plugin, plugin.Given).ConfigureAwait(false);
        if (problem is not null) { MoveToFailed(plugin, problem, who); }
        return problem;
    });

    /// <summary>A running plugin has said that it cannot go on.</summary>
    internal void Fail(RegisteredPlugin plugin, PluginInstance instance, Problem problem)
    {
        lock (_tableGate)
        {
            // Several calls may have met the same end, and its owner may have started it anew meanwhile.
            if (plugin.Instance != instance || !plugin.TryMove(PluginState.Failed, time.GetUtcNow(), ReasonOf(problem))) { return; }
        }

        Retire(plugin);
        Tell(plugin.Descriptor.Name, plugin, "failed", ReasonOf(problem));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var plugin in Volatile.Read(ref _plugins).Values)
        {
            if (plugin.TryMove(PluginState.Deactivated, time.GetUtcNow())) { Retire(plugin); }
        }

        await _retired.ConfigureAwait(false);
        _control.Dispose();
    }

    private async Task<Result<RegisteredPlugin>> ControlAsync(string name, Func<RegisteredPlugin, Task<Problem?>> work)
    {
        var found = Get(name);
        if (!found.IsSuccess) { return found; }
        await _control.WaitAsync().ConfigureAwait(false);
        try { return await work(found.Value).ConfigureAwait(false) is { } problem ? problem : found; }
        finally { _control.Release(); }
    }

    private Problem? Check(RegisteredPlugin plugin, IReadOnlyDictionary<string, string> given)
    {
        var faults = PluginValidation.Faults(plugin.Descriptor, Volatile.Read(ref _plugins), given);
        return faults.IsEmpty ? null : Invalid(plugin, faults);
    }

    /// <summary>A dependency that does not run.</summary>
    private Problem? Idle(RegisteredPlugin plugin)
    {
        var plugins = Volatile.Read(ref _plugins);
        var idle = plugin.Descriptor.Dependencies.Where(dependency => plugins.GetValueOrDefault(dependency.Name)?.Status.State != PluginState.Running).ToList();
        return idle.Count == 0 ? null : Invalid(plugin, [.. idle.Select(dependency => new FieldProblem("dependencies", $"{dependency.Name} does not run", "Enable it first."))]);
    }

    private async Task<Problem?> ProveAsync(RegisteredPlugin plugin, IReadOnlyDictionary<string, string> given)
    {
        await using var trial = Instance(plugin, given);
        return await trial.StartAsync().ConfigureAwait(false);
    }

    private void Run(RegisteredPlugin plugin)
    {
        var now = time.GetUtcNow();
        lock (_tableGate)
        {
            plugin.Instance = Instance(plugin, plugin.Given);
            foreach (var state in (PluginState[])[PluginState.Validated, PluginState.Activated, PluginState.Configured, PluginState.Running])
            {
                if (plugin.Status.State != PluginState.Running) { plugin.TryMove(state, now); }
            }

            plugin.Breaker.Succeed();
        }

        Publish();
    }

    private PluginInstance Instance(RegisteredPlugin plugin, IReadOnlyDictionary<string, string> given)
    {
        var descriptor = plugin.Descriptor;
        var host = new PluginHost(descriptor.Name, descriptor.Permissions, services, plugin.Metrics, (what, detail) => Tell(descriptor.Name, plugin, what, detail));
        return new(descriptor, new PluginContext(PluginConfiguration.Of(descriptor.Settings, given).Configuration, host, time), options);
    }

    private void Retire(RegisteredPlugin plugin)
    {
        lock (_tableGate)
        {
            if (plugin.Instance is { } instance)
            {
                // One after the other would let a slow one hold up the rest.
                _retired = Task.WhenAll(_retired, instance.DisposeAsync().AsTask());
                plugin.Instance = null;
            }
        }

        Publish();
    }

    /// <param name="who">Null: it is found so at every start, and not worth a line each time.</param>
    private void MoveToFailed(RegisteredPlugin plugin, Problem problem, string? who)
    {
        plugin.TryMove(PluginState.Failed, time.GetUtcNow(), ReasonOf(problem));
        Retire(plugin);
        if (who is not null) { Tell(who, plugin, "failed", ReasonOf(problem)); }
    }

    private void Publish()
    {
        lock (_tableGate) { _table = new HookTable(Volatile.Read(ref _plugins).Values); }
        Changed?.Invoke();
    }

    private void Tell(string who, RegisteredPlugin plugin, string what, string detail) => audit(new(time.GetUtcNow(), who, plugin.Descriptor.Name, what, detail));

    private static Problem Invalid(RegisteredPlugin plugin, ImmutableArray<FieldProblem> faults) =>
        PluginProblems.Invalid.With($"{plugin.Descriptor.Name} has {faults.Length} {(faults.Length == 1 ? "fault" : "faults")}.", [.. faults]);

    private static Problem WrongState(RegisteredPlugin plugin, string why, string fix) => PluginProblems.WrongState.With(
        $"{plugin.Descriptor.Name} {why}.", new FieldProblem("name", $"is {plugin.Status.State.ToString().ToLowerInvariant()}", fix));

    private static string ReasonOf(Problem problem) => problem.Fields.IsEmpty
        ? problem.Detail
        : string.Join("; ", problem.Fields.Select(field => $"{field.Field}: {field.Error}. {field.Fix}"));
}
