using GraphMemory.Engine.Care;

namespace GraphMemory.Server.Configuration;

/// <summary>Keys of the care of the memory.</summary>
internal static class CareKeys
{
    public static IEnumerable<ConfigurationKey> All =>
    [
        ConfigurationKey.Of("care.defaults", KeyFormat.List(64, KeepDefault.Form, text => KeepDefault.Parse(text) is not null),
            "How facts of an entity type or with a tag are kept when nobody marks them: their tier, and the days after which they are closed",
            o => o.Care.Defaults, (o, v) => o with { Care = o.Care with { Defaults = v } }) with { IsReloadable = true },
        ConfigurationKey.Of("care.undo_days", KeyFormat.Integer(0, 36_500), "Days within which a run of forgetting can be undone; 0 for ever",
            o => o.Care.UndoDays, (o, v) => o with { Care = o.Care with { UndoDays = v } }) with { IsReloadable = true },
        ConfigurationKey.Of("care.quiet_days", KeyFormat.Integer(1, 36_500), "Days without a word about an entity after which its facts count as stale",
            o => o.Care.QuietDays, (o, v) => o with { Care = o.Care with { QuietDays = v } }) with { IsReloadable = true },
    ];
}
