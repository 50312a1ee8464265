using GraphMemory.Engine.Graph;

namespace GraphMemory.Server.Configuration;

/// <summary>What a new workspace may hold; 0 stands for no bound.</summary>
internal sealed record QuotaOptions
{
    private const long MegaByte = 1 << 20;

    public int EntitiesMax { get; init; }

    public int FactsMax { get; init; }

    public int TextMbMax { get; init; }

    public Quotas ToQuotas() => new(Bound(EntitiesMax), Bound(FactsMax), Bound(TextMbMax) * MegaByte);

    private static long? Bound(int max) => max == 0 ? null : max;
}
