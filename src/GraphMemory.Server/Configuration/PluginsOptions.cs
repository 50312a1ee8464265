using GraphMemory.Engine.Plugins;

namespace GraphMemory.Server.Configuration;

/// <summary>Section <c>plugins</c>.</summary>
internal sealed record PluginsOptions
{
    public bool Strict { get; init; }

    public int StartTimeoutSeconds { get; init; } = 2;

    public int FailuresMax { get; init; } = 5;

    public int PauseSeconds { get; init; } = 30;

    public PluginOptions ToPlugins() => PluginOptions.Default with
    {
        StartLimit = TimeSpan.FromSeconds(StartTimeoutSeconds), FailuresMax = FailuresMax, Pause = TimeSpan.FromSeconds(PauseSeconds),
    };
}
