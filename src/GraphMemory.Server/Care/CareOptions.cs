using System.Collections.Immutable;
using GraphMemory.Engine.Care;

namespace GraphMemory.Server.Care;

/// <summary>How a memory is kept in order.</summary>
internal sealed record CareOptions
{
    private const long DayMs = 86_400_000;

    /// <summary>How facts of a type or with a tag are kept when nobody says otherwise; see <see cref="KeepDefault"/>.</summary>
    public ImmutableArray<string> Defaults { get; init; } = [];

    /// <summary>Days within which a run of forgetting can be undone; 0 for ever.</summary>
    public int UndoDays { get; init; } = 90;

    /// <summary>Days without a word about an entity after which its facts count as old.</summary>
    public int QuietDays { get; init; } = 365;

    public ImmutableArray<KeepDefault> KeepDefaults() => [.. Defaults.Select(KeepDefault.Parse).OfType<KeepDefault>()];

    /// <summary>The instant before which a run of forgetting is not undone any more.</summary>
    public long? UndoneFromMs(long nowMs) => UndoDays == 0 ? null : nowMs - (UndoDays * DayMs);

    public long QuietBeforeMs(long nowMs) => nowMs - (QuietDays * DayMs);
}
