namespace GraphMemory.Kernels.Analytics.Patterns;

/// <summary>A stretch in which events came much faster than over the whole.</summary>
/// <param name="Start">The first event of it, by number.</param>
/// <param name="End">Just beyond its last event.</param>
/// <param name="Weight">How much cheaper it is to call it a burst than not: greater is more marked.</param>
public readonly record struct Burst(int Start, int End, double Weight);

/// <summary>Kleinberg's automaton of two states (2002): gaps between events are exponential, with the mean of the whole in the calm state and a mean so many
/// times smaller in the burst. Going into a burst has its price, so single short gaps are none. The cheapest sequence of states is found
/// by dynamic programming, O(events).</summary>
public static class BurstAutomaton
{
    /// <param name="times">When events happened, ascending, in any unit.</param>
    /// <param name="speedUp">How many times faster events come in a burst; above 1.</param>
    /// <param name="price">Of going into a burst, in units of the logarithm of the number of gaps.</param>
    public static Burst[] Find(ReadOnlySpan<long> times, double speedUp, double price)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(speedUp, 1);
        var gaps = times.Length - 1;
        var span = gaps < 1 ? 0.0 : (double)times[^1] - times[0];
        if (span <= 0) { return []; } // everything at once: no pace to be faster than
        var isBurst = Cheapest(times, gaps / span, speedUp, price * Math.Log(gaps));
        return Stretches(times, isBurst, gaps / span, speedUp);
    }

    /// <summary>What the automaton is in during each gap. Of equally cheap sequences the calmest from the end back.</summary>
    internal static bool[] Cheapest(ReadOnlySpan<long> times, double rate, double speedUp, double price)
    {
        var gaps = times.Length - 1;
        var (cameFromBurst, cameFromCalm) = (new bool[gaps], new bool[gaps]); // of calm, of burst
        var (calm, burst) = (0.0, double.PositiveInfinity);
        for (var gap = 0; gap < gaps; gap++)
        {
            var seen = times[gap + 1] - times[gap];
            cameFromBurst[gap] = burst < calm;
            cameFromCalm[gap] = calm + price <= burst;
            (calm, burst) = (Math.Min(calm, burst) + Cost(seen, rate), Math.Min(calm + price, burst) + Cost(seen, rate * speedUp));
        }

        var (states, isBurst) = (new bool[gaps], burst < calm);
        for (var gap = gaps - 1; gap >= 0; gap--)
        {
            states[gap] = isBurst;
            isBurst = isBurst ? !cameFromCalm[gap] : cameFromBurst[gap];
        }

        return states;
    }

    /// <summary>−ln of the density of a gap.</summary>
    internal static double Cost(long gap, double rate) => (rate * gap) - Math.Log(rate);

    private static Burst[] Stretches(ReadOnlySpan<long> times, bool[] isBurst, double rate, double speedUp)
    {
        var bursts = new List<Burst>();
        for (var start = 0; start < isBurst.Length; start++)
        {
            if (!isBurst[start]) { continue; }
            var (end, weight) = (start, 0.0);
            for (; end < isBurst.Length && isBurst[end]; end++)
            {
                var gap = times[end + 1] - times[end];
                weight += Cost(gap, rate) - Cost(gap, rate * speedUp);
            }

            bursts.Add(new Burst(start, end + 1, weight));
            start = end;
        }

        return [.. bursts];
    }
}
