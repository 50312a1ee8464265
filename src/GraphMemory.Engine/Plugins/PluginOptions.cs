namespace GraphMemory.Engine.Plugins;

/// <summary>Bounds that hold for every plugin.</summary>
public sealed record PluginOptions
{
    public static PluginOptions Default { get; } = new();

    /// <summary>Time in which a plugin must get ready, and clean up.</summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Failures in a row after which it is left alone for <see cref="Pause"/>.</summary>
    public int FailuresMax { get; init; } = 5;

    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Calls of one plugin under way at once, those included that were given up and have not ended.</summary>
    public int CallsMax { get; init; } = 8;

    /// <summary>Events of the past tense that wait to be told.</summary>
    public int WaitingMax { get; init; } = 1_024;

    public int PluginsMax { get; init; } = 256;
}

/// <summary>Something that was decided about a plugin, or that it tried and was refused.</summary>
/// <param name="Who">"cli", "rest", or the plugin itself.</param>
public sealed record PluginAuditEntry(DateTimeOffset At, string Who, string Plugin, string What, string Detail);
