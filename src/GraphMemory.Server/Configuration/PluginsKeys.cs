namespace GraphMemory.Server.Configuration;

/// <summary>Keys of the plugins.</summary>
internal static class PluginsKeys
{
    public static IEnumerable<ConfigurationKey> All =>
    [
        ConfigurationKey.Of("plugins.strict", KeyFormat.Boolean, "Refuses to serve when an enabled plugin does not work",
            o => o.Plugins.Strict, (o, v) => o with { Plugins = o.Plugins with { Strict = v } }),
        ConfigurationKey.Of("plugins.start_timeout_seconds", KeyFormat.Integer(1, 60), "Time in which a plugin must get ready, and clean up",
            o => o.Plugins.StartTimeoutSeconds, (o, v) => o with { Plugins = o.Plugins with { StartTimeoutSeconds = v } }),
        ConfigurationKey.Of("plugins.failures_max", KeyFormat.Integer(1, 1_000), "Failures in a row after which a plugin is left alone for a while",
            o => o.Plugins.FailuresMax, (o, v) => o with { Plugins = o.Plugins with { FailuresMax = v } }),
        ConfigurationKey.Of("plugins.pause_seconds", KeyFormat.Integer(1, 86_400), "How long it is left alone; then one call decides",
            o => o.Plugins.PauseSeconds, (o, v) => o with { Plugins = o.Plugins with { PauseSeconds = v } }),
    ];
}
