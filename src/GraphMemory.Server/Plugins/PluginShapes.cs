using System.Text.Json.Serialization;
using GraphMemory.Engine.Plugins;
using GraphMemory.Server.Configuration;

namespace GraphMemory.Server.Plugins;

/// <summary>A plugin as every door shows it.</summary>
/// <param name="State">Where it is in its life, in this process.</param>
/// <param name="Reason">Why it failed.</param>
/// <param name="Enabled">Its owner wants it to run.</param>
/// <param name="Audit">The last decisions about it, newest first; in the list of all it is left out.</param>
internal sealed record PluginShape(
    string Name, string Kind, string Version, string Description, string Author, string Origin, string State, DateTimeOffset Since, string? Reason, bool Enabled,
    string[] Permissions, PluginDependencyShape[] Dependencies, PluginHookShape[] Hooks, PluginSettingShape[] Settings, PluginHealthShape Health, PluginAuditShape[]? Audit)
{
    private const int AuditEntriesMax = 20;

    public static PluginShape Of(RegisteredPlugin plugin, PluginAuditFile? audit = null)
    {
        var (descriptor, status) = (plugin.Descriptor, plugin.Status);
        var values = PluginConfiguration.Of(descriptor.Settings, plugin.Given).Configuration;
        return new(
            descriptor.Name, Word(descriptor.Kind), descriptor.Version, descriptor.Description, descriptor.Author, descriptor.Origin, Word(status.State), status.Since,
            status.Reason, plugin.IsWanted, [.. descriptor.Permissions],
            [.. descriptor.Dependencies.Select(dependency => new PluginDependencyShape(dependency.Name, dependency.Versions))],
            [.. descriptor.Hooks.Select(hook => new PluginHookShape(hook.Hook, hook.Order, hook.LimitMs))],
            [.. descriptor.Settings.Select(setting => PluginSettingShape.Of(setting, values))], PluginHealthShape.Of(plugin),
            audit is null ? null : [.. audit.Last(descriptor.Name, AuditEntriesMax)]);
    }

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}

internal sealed record PluginDependencyShape(string Name, string Versions);

internal sealed record PluginHookShape(string Hook, int Order, int LimitMs);

/// <param name="Value">In force; secrets are masked.</param>
internal sealed record PluginSettingShape(string Name, string Type, string Allowed, string Description, string? Default, string? Value, bool Required, bool Secret)
{
    public static PluginSettingShape Of(PluginSetting setting, PluginConfiguration values) => new(
        setting.Name, setting.Type.ToString().ToLowerInvariant(), setting.Allowed, setting.Description, setting.Default,
        setting.IsSecret && values.Text(setting.Name) is not null ? ConfigurationSetting.Mask : values.Text(setting.Name), setting.IsRequired, setting.IsSecret);
}

/// <param name="Resting">It has failed so often that it is left alone for a while.</param>
/// <param name="P95Ms">Of the last calls in this process; absent before the first.</param>
internal sealed record PluginHealthShape(bool Resting, long Calls, long Failures, long TimeOuts, long Skipped, long Refusals, double? P95Ms)
{
    public static PluginHealthShape Of(RegisteredPlugin plugin)
    {
        var measures = plugin.Metrics.Read();
        return new(
            plugin.Breaker.IsOpen, measures.Calls, measures.Failures, measures.TimeOuts, measures.Skipped, measures.Refusals,
            measures.P95Ms is { } p95 ? Math.Round(p95, 3) : null);
    }
}

/// <param name="Problems">What is wrong with the files that declare and set up plugins.</param>
internal sealed record PluginListShape(PluginShape[] Items, string[] Problems)
{
    public static PluginListShape Of(MemoryPlugins plugins) => new(
        [.. plugins.Registry.All.Select(plugin => PluginShape.Of(plugin))], [.. plugins.Problems.Select(problem => problem.ToString())]);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PluginShape))]
[JsonSerializable(typeof(PluginListShape))]
internal sealed partial class PluginJson : JsonSerializerContext;
