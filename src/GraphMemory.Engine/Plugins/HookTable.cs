using System.Collections.Frozen;
using System.Collections.Immutable;

namespace GraphMemory.Engine.Plugins;

/// <summary>Who is called at which hook, in order. A new one takes the place of the old whenever a plugin comes or goes.</summary>
internal sealed class HookTable
{
    private readonly FrozenDictionary<string, ImmutableArray<HookBinding>> _byHook;

    public HookTable(IEnumerable<RegisteredPlugin> plugins) => _byHook = plugins
        .Where(plugin => plugin is { Status.State: PluginState.Running, Instance: not null })
        .SelectMany(plugin => plugin.Descriptor.Hooks.Select(subscription => new HookBinding(plugin, plugin.Instance!, subscription)))
        .GroupBy(binding => binding.Subscription.Hook, StringComparer.Ordinal)
        .ToFrozenDictionary(
            group => group.Key,
            group => group.OrderBy(binding => binding.Subscription.Order).ThenBy(binding => binding.Plugin.Descriptor.Name, StringComparer.Ordinal).ToImmutableArray(),
            StringComparer.Ordinal);

    public bool Has(PluginHook hook) => _byHook.ContainsKey(hook.Name);

    public ImmutableArray<HookBinding> For(PluginHook hook) => _byHook.TryGetValue(hook.Name, out var bindings) ? bindings : [];
}

/// <summary>A plugin that is called at a hook.</summary>
internal sealed record HookBinding(RegisteredPlugin Plugin, PluginInstance Instance, PluginSubscription Subscription);
