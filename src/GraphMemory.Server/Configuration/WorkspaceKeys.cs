using System.Collections.Immutable;

namespace GraphMemory.Server.Configuration;

/// <summary>The keys of layers and quotas.</summary>
internal static class WorkspaceKeys
{
    public static ImmutableArray<ConfigurationKey> All { get; } =
    [
        ConfigurationKey.Of("data.user_layer", KeyFormat.Boolean, "Questions are also put to the workspace \"user\", which holds what is true wherever you work",
            o => o.Data.UserLayer, (o, v) => o with { Data = o.Data with { UserLayer = v } }),
        ConfigurationKey.Of("quotas.entities_max", KeyFormat.Integer(0, int.MaxValue), "Live entities that a new workspace may hold; 0 for any number",
            o => o.Quotas.EntitiesMax, (o, v) => o with { Quotas = o.Quotas with { EntitiesMax = v } }),
        ConfigurationKey.Of("quotas.facts_max", KeyFormat.Integer(0, int.MaxValue), "Standing facts that a new workspace may hold; 0 for any number",
            o => o.Quotas.FactsMax, (o, v) => o with { Quotas = o.Quotas with { FactsMax = v } }),
        ConfigurationKey.Of("quotas.text_mb_max", KeyFormat.Integer(0, 1 << 20), "Megabytes of text that a new workspace may hold; 0 for any amount",
            o => o.Quotas.TextMbMax, (o, v) => o with { Quotas = o.Quotas with { TextMbMax = v } }),
    ];
}
