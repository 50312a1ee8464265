using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Plugins;

/// <summary>Everything that can be wrong with a plugin before it is executed, all at once.</summary>
public static partial class PluginValidation
{
    /// <param name="others">What it may depend on, by name.</param>
    /// <param name="given">What its owner has set.</param>
    public static ImmutableArray<FieldProblem> Faults(
        PluginDescriptor plugin, IReadOnlyDictionary<string, RegisteredPlugin> others, IReadOnlyDictionary<string, string> given) =>
    [
        .. plugin.Faults,
        .. Identity(plugin),
        .. plugin.Dependencies.SelectMany((dependency, at) => Dependency($"dependencies[{at}]", dependency, others)),
        .. Cycle(plugin, others),
        .. Permissions(plugin),
        .. plugin.Settings.Where(setting => setting.Default is { } value && !setting.Allows(value))
            .Select(setting => new FieldProblem($"settings.{setting.Name}.default", "is not what the setting allows", $"Use {setting.Allowed}.")),
        .. plugin.Settings.GroupBy(setting => setting.Name, StringComparer.Ordinal).Where(group => group.Count() > 1)
            .Select(group => new FieldProblem($"settings.{group.Key}", "is declared twice", "Declare it once.")),
        .. PluginConfiguration.Of([.. plugin.Settings.DistinctBy(setting => setting.Name)], given).Faults,
        .. Hooks(plugin),
    ];

    private static IEnumerable<FieldProblem> Identity(PluginDescriptor plugin)
    {
        if (!WellFormedName().IsMatch(plugin.Name)) { yield return new("name", "is not well formed", "Use a small letter, then small letters, digits, - and _, 64 in all."); }
        if (SemanticVersion.Parse(plugin.Version) is null) { yield return new("version", $"\"{plugin.Version}\" is no version", "Use three numbers such as 1.0.0 (semver.org)."); }
        if (VersionRange.Parse(plugin.HostApi) is not { } range) { yield return new("hostApi", $"\"{plugin.HostApi}\" is no range of versions", $"Use one such as ^{PluginApi.Version}."); }
        else if (!range.Holds(PluginApi.Version)) { yield return new("hostApi", $"{plugin.HostApi} does not hold {PluginApi.Version}, which this program has", "Take a version of the plugin that was made for it."); }
    }

    private static IEnumerable<FieldProblem> Dependency(string field, PluginDependency dependency, IReadOnlyDictionary<string, RegisteredPlugin> others)
    {
        var range = VersionRange.Parse(dependency.Versions);
        if (range is null) { yield return new($"{field}.versions", $"\"{dependency.Versions}\" is no range of versions", "Use one such as ^1.0.0, or *."); }
        if (others.GetValueOrDefault(dependency.Name) is not { } other) { yield return new($"{field}.name", $"\"{dependency.Name}\" is not there", "Add that plugin first."); }
        else if (range is not null && SemanticVersion.Parse(other.Descriptor.Version) is { } version && !range.Holds(version))
        {
            yield return new($"{field}.versions", $"{dependency.Versions} does not hold {other.Descriptor}", "Take another version of one of the two.");
        }
    }

    /// <summary>A way from the plugin over its dependencies back to itself.</summary>
    private static IEnumerable<FieldProblem> Cycle(PluginDescriptor plugin, IReadOnlyDictionary<string, RegisteredPlugin> others)
    {
        var (seen, open) = (new HashSet<string>(StringComparer.Ordinal), new Stack<PluginDescriptor>([plugin]));
        while (open.TryPop(out var current))
        {
            foreach (var dependency in current.Dependencies)
            {
                if (dependency.Name == plugin.Name)
                {
                    return [new("dependencies", $"lead over {current.Name} back to {plugin.Name}", "Take one of them out.")];
                }

                if (seen.Add(dependency.Name) && others.GetValueOrDefault(dependency.Name) is { } next) { open.Push(next.Descriptor); }
            }
        }

        return [];
    }

    private static IEnumerable<FieldProblem> Permissions(PluginDescriptor plugin)
    {
        foreach (var name in plugin.Permissions.Where(name => !PluginPermissions.All.TryGet(name, out _)))
        {
            yield return new("permissions", $"\"{name}\" is no permission", $"Use {string.Join(", ", PluginPermissions.All.Items.Select(known => known.Name))}.");
        }
    }

    private static IEnumerable<FieldProblem> Hooks(PluginDescriptor plugin)
    {
        foreach (var subscription in plugin.Hooks)
        {
            if (!PluginHooks.All.TryGet(subscription.Hook, out _))
            {
                var nearest = PluginHooks.All.Nearest(subscription.Hook, 1).FirstOrDefault();
                yield return new("hooks", $"\"{subscription.Hook}\" is no hook", nearest is null ? "\"graphmemory registry\" lists them." : $"Did you mean {nearest}?");
            }

            if (subscription.LimitMs is < 1 or > PluginSubscription.LimitMsMax)
            {
                yield return new(
                    $"hooks.{subscription.Hook}.limitMs", $"is {subscription.LimitMs.ToString(CultureInfo.InvariantCulture)}",
                    $"Use 1 to {PluginSubscription.LimitMsMax.ToString(CultureInfo.InvariantCulture)}.");
            }
        }

        foreach (var twice in plugin.Hooks.GroupBy(subscription => subscription.Hook, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            yield return new("hooks", $"name {twice.Key} {twice.Count()} times", "Name each hook once.");
        }
    }

    [GeneratedRegex(@"^[a-z][a-z0-9_-]{0,63}\z")]
    private static partial Regex WellFormedName();
}
