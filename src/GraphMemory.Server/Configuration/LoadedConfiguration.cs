using System.Collections.Immutable;

namespace GraphMemory.Server.Configuration;

/// <summary>The options in force, and where each value comes from.</summary>
/// <param name="FilePath">The file that was read; null when there is none.</param>
internal sealed record LoadedConfiguration(GraphMemoryOptions Options, ImmutableArray<ConfigurationSetting> Settings, string? FilePath, ConfigurationSources Sources);

/// <summary>One key with its value in force; a secret's text is already masked.</summary>
internal sealed record ConfigurationSetting(ConfigurationKey Key, string Value, string Origin)
{
    public const string DefaultOrigin = "default";
    public const string Mask = "********";
}
