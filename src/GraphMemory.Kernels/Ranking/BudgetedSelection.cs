namespace GraphMemory.Kernels.Ranking;

/// <summary>
/// Chooses items of most value within a budget of cost. An item's gain is its value less the share that the most similar chosen item
/// already tells (maximal marginal relevance: Carbonell and Goldstein, 1998). Gains only shrink as items are chosen, so a greedy search
/// may leave them stale until they come up (lazy greedy: Minoux, 1978; Leskovec et al., 2007). It runs once by gain per cost and once by
/// gain and keeps the better: either alone can be arbitrarily bad, both together are not (Lin and Bilmes, 2010).
/// Reusable; not thread-safe.
/// </summary>
public sealed class BudgetedSelection
{
    private readonly PriorityQueue<int, (double Rank, int Item)> _candidates = new(ByRank);
    private double[] _redundancy = [];
    private int[] _comparedTo = [];
    private int[] _alternative = [];

    private static Comparer<(double Rank, int Item)> ByRank { get; } =
        Comparer<(double Rank, int Item)>.Create((a, b) => a.Rank != b.Rank ? b.Rank.CompareTo(a.Rank) : a.Item.CompareTo(b.Item));

    /// <summary>Writes the chosen items in the order of choice and returns their number, at most <paramref name="chosen"/>'s length.
    /// Items without positive value are never chosen; a cost of 0 counts as 1 when items are compared.</summary>
    public int Select<TRedundancy>(
        ReadOnlySpan<double> values, ReadOnlySpan<int> costs, int budget, TRedundancy redundancy, Span<int> chosen)
        where TRedundancy : struct, IRedundancy, allows ref struct
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(costs.Length, values.Length);
        Reserve(values.Length);
        var alternative = _alternative.AsSpan(0, Math.Min(chosen.Length, values.Length));
        var byRatio = Greedy(values, costs, budget, redundancy, chosen, isPerCost: true);
        var byGain = Greedy(values, costs, budget, redundancy, alternative, isPerCost: false);
        if (byGain.Gain <= byRatio.Gain) { return byRatio.Count; }
        alternative[..byGain.Count].CopyTo(chosen);
        return byGain.Count;
    }

    private (int Count, double Gain) Greedy<TRedundancy>(
        ReadOnlySpan<double> values, ReadOnlySpan<int> costs, int budget, TRedundancy redundancy, Span<int> chosen, bool isPerCost)
        where TRedundancy : struct, IRedundancy, allows ref struct
    {
        double Rank(double gain, int cost) => isPerCost ? gain / Math.Max(cost, 1) : gain;
        Begin(values.Length);
        for (var item = 0; item < values.Length; item++)
        {
            if (values[item] > 0) { _candidates.Enqueue(item, (Rank(values[item], costs[item]), item)); }
        }
        var (count, total) = (0, 0.0);
        while (count < chosen.Length && _candidates.TryDequeue(out var item, out _))
        {
            if (costs[item] > budget) { continue; } // the budget only shrinks
            var gain = values[item] * (1 - Redundancy(item, chosen[..count], redundancy, out var wasStale));
            if (gain <= 0) { continue; }
            if (wasStale)
            {
                _candidates.Enqueue(item, (Rank(gain, costs[item]), item));
                continue;
            }
            chosen[count++] = item;
            budget -= costs[item];
            total += gain;
        }
        return (count, total);
    }

    /// <summary>Largest redundancy with the chosen items; compares only with those chosen since the last call.</summary>
    private double Redundancy<TRedundancy>(int item, ReadOnlySpan<int> chosen, TRedundancy redundancy, out bool wasStale)
        where TRedundancy : struct, IRedundancy, allows ref struct
    {
        wasStale = _comparedTo[item] < chosen.Length;
        for (; _comparedTo[item] < chosen.Length; _comparedTo[item]++)
        {
            _redundancy[item] = Math.Max(_redundancy[item], redundancy.Between(item, chosen[_comparedTo[item]]));
        }
        return Math.Min(_redundancy[item], 1);
    }

    private void Reserve(int items)
    {
        if (_redundancy.Length >= items) { return; }
        _redundancy = new double[items];
        _comparedTo = new int[items];
        _alternative = new int[items];
    }

    private void Begin(int items)
    {
        _candidates.Clear();
        _redundancy.AsSpan(0, items).Clear();
        _comparedTo.AsSpan(0, items).Clear();
    }
}
