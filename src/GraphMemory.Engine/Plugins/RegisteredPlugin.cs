using System.Collections.Immutable;

namespace GraphMemory.Engine.Plugins;

/// <summary>A plugin on the list. Reading it takes no lock.</summary>
public sealed class RegisteredPlugin
{
    private volatile PluginStatus _status;
    private volatile PluginInstance? _instance;
    private volatile ImmutableDictionary<string, string> _given = ImmutableDictionary<string, string>.Empty;
    private volatile bool _isWanted;

    internal RegisteredPlugin(PluginDescriptor descriptor, PluginOptions options, TimeProvider time)
    {
        Descriptor = descriptor;
        Breaker = new CircuitBreaker(time, options.FailuresMax, options.Pause);
        _status = new PluginStatus(PluginState.Registered, time.GetUtcNow());
    }

    public PluginDescriptor Descriptor { get; }

    public PluginStatus Status => _status;

    public PluginMetrics Metrics { get; } = new();

    public CircuitBreaker Breaker { get; }

    /// <summary>Its owner wants it to run, whether it does or not.</summary>
    public bool IsWanted { get => _isWanted; internal set => _isWanted = value; }

    /// <summary>What its owner has set; the rest is as the schema says.</summary>
    public ImmutableDictionary<string, string> Given { get => _given; internal set => _given = value; }

    internal PluginInstance? Instance { get => _instance; set => _instance = value; }

    /// <summary>Goes over to another state; false when there is no such way.</summary>
    internal bool TryMove(PluginState to, DateTimeOffset now, string? reason = null)
    {
        while (true)
        {
            var before = _status;
            if (!PluginLifecycle.Allows(before.State, to)) { return false; }
#pragma warning disable CS0420 // an interlocked exchange is as strong as a volatile write
            if (Interlocked.CompareExchange(ref _status, new PluginStatus(to, now, reason), before) == before) { return true; }
#pragma warning restore CS0420
        }
    }
}
