using System.Collections.Immutable;
using GraphMemory.Engine.Workspaces;

namespace GraphMemory.Server.Configuration;

/// <summary>What the configuration of one start is read from.</summary>
/// <param name="DefaultDataFolder">The platform's convention.</param>
/// <param name="Variables">The environment.</param>
/// <param name="File">A file named by flag; null looks for <c>config.json</c> in the data folder.</param>
/// <param name="Flags">What the command line sets.</param>
internal sealed record ConfigurationSources(
    string DefaultDataFolder, IReadOnlyDictionary<string, string> Variables, string? File, ImmutableArray<ConfigurationEntry> Flags)
{
    /// <summary>What the current folder says about the workspace, for when nothing names one.</summary>
    public AutomaticWorkspace Workspace { get; init; } = AutomaticWorkspace.NoRepository;
}
