using System.Collections.Immutable;
using GraphMemory.Engine.Registries;

namespace GraphMemory.Engine.Plugins;

/// <summary>Everything that is known of a plugin before it runs. Texts are as its author wrote them; <see cref="PluginValidation"/> reads them.</summary>
/// <param name="Name">Unique: a small letter, then small letters, digits, dashes and underscores, 64 in all.</param>
/// <param name="Create">Makes an instance; called once for each start, never before the descriptor is valid.</param>
public sealed record PluginDescriptor(string Name, PluginKind Kind, string Description, Func<IPlugin> Create) : INamed
{
    public string Version { get; init; } = "1.0.0";

    public string Author { get; init; } = "";

    /// <summary>Versions of <see cref="PluginApi"/> that it works with.</summary>
    public string HostApi { get; init; } = "^1.0.0";

    public ImmutableArray<PluginDependency> Dependencies { get; init; } = [];

    /// <summary>Names from <see cref="PluginPermissions"/>.</summary>
    public ImmutableArray<string> Permissions { get; init; } = [];

    public ImmutableArray<PluginSetting> Settings { get; init; } = [];

    public ImmutableArray<PluginSubscription> Hooks { get; init; } = [];

    /// <summary>Where it runs, for people: "compiled in", or the command of its process.</summary>
    public string Origin { get; init; } = "compiled in";

    /// <summary>What its maker found wrong with its declaration; it is listed as failed and never executed.</summary>
    public ImmutableArray<Errors.FieldProblem> Faults { get; init; } = [];

    public override string ToString() => $"{Name} {Version}";
}

/// <summary>Another plugin that must run.</summary>
/// <param name="Versions">A <see cref="VersionRange"/>.</param>
public sealed record PluginDependency(string Name, string Versions = "*");

/// <summary>The wish to be called.</summary>
/// <param name="Hook">A name from <see cref="PluginHooks"/>.</param>
/// <param name="Order">Lower comes first; equal ones by name.</param>
/// <param name="LimitMs">Time that one call may take.</param>
public sealed record PluginSubscription(string Hook, int Order = 100, int LimitMs = PluginSubscription.LimitMsDefault)
{
    public const int LimitMsDefault = 5_000;

    public const int LimitMsMax = 60_000;
}

/// <summary>What plugins are built against.</summary>
public static class PluginApi
{
    public static SemanticVersion Version { get; } = new(1, 0, 0);
}
