using GraphMemory.Engine.Care;

namespace GraphMemory.Server.Care;

/// <summary>What a door needs to ask what could be put in order.</summary>
internal sealed record CareDoor(CareQueries Queries, Func<CareOptions> Options, TimeProvider Time)
{
    /// <summary>What counts as stale now.</summary>
    public StaleRule StaleRule(Func<string, bool>? isGone = null)
    {
        var nowMs = Time.GetUtcNow().ToUnixTimeMilliseconds();
        return new StaleRule(nowMs, Options().QuietBeforeMs(nowMs), isGone);
    }
}
