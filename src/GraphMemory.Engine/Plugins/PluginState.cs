namespace GraphMemory.Engine.Plugins;

/// <summary>Where a plugin is in its life.</summary>
public enum PluginState
{
    /// <summary>Known by name; nothing is checked yet.</summary>
    Registered,
    /// <summary>Its declaration holds; it is not executed.</summary>
    Validated,
    /// <summary>It has started and cleaned up once, to show that it can.</summary>
    Activated,
    /// <summary>Its configuration is accepted.</summary>
    Configured,
    /// <summary>It is called.</summary>
    Running,
    /// <summary>It was running and is not called any more.</summary>
    Deactivated,
    /// <summary>It is not called; the reason tells why.</summary>
    Failed,
}

/// <summary>The state machine: registered → validated → activated → configured → running ⇄ deactivated; any → failed; failed → validated.</summary>
public static class PluginLifecycle
{
    public static bool Allows(PluginState from, PluginState to) => (from, to) switch
    {
        (PluginState.Failed, PluginState.Failed) => false,
        (_, PluginState.Failed) => true,
        (PluginState.Registered, PluginState.Validated) or (PluginState.Validated, PluginState.Activated) or (PluginState.Activated, PluginState.Configured)
            or (PluginState.Configured, PluginState.Running) or (PluginState.Running, PluginState.Deactivated) or (PluginState.Deactivated, PluginState.Running)
            or (PluginState.Failed, PluginState.Validated) => true,
        _ => false,
    };

    /// <summary>What is at work, or on the way to it, is stopped before it is taken off the list.</summary>
    public static bool CanUnregister(PluginState state) => state is PluginState.Deactivated or PluginState.Failed or PluginState.Registered;
}

/// <param name="Reason">Why it failed; null in every other state.</param>
public sealed record PluginStatus(PluginState State, DateTimeOffset Since, string? Reason = null);
