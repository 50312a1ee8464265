using System.Runtime.InteropServices;

namespace GraphMemory.Kernels.Ranking;

/// <summary>An item and its score after fusion.</summary>
public readonly record struct FusedItem(long Item, double Score);

/// <summary>Reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009): an item scores the sum over the rankings that contain it of
/// weight / (offset + rank), ranks from 1. Needs no comparable scores. Reusable; not thread-safe.</summary>
/// <param name="rankOffset">The paper's 60: how little the first ranks stand out.</param>
public sealed class ReciprocalRankFusion(double rankOffset = 60)
{
    private readonly Dictionary<long, double> _scores = [];
    private readonly List<FusedItem> _ranked = [];

    public void Clear() => _scores.Clear();

    /// <summary>Adds one ranking, best first, of distinct items.</summary>
    public void Add(ReadOnlySpan<long> ranking, double weight = 1)
    {
        for (var i = 0; i < ranking.Length; i++)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_scores, ranking[i], out _) += weight / (rankOffset + i + 1);
        }
    }

    /// <summary>All items, best first, ties by item; valid until the next call.</summary>
    public ReadOnlySpan<FusedItem> Ranked()
    {
        _ranked.Clear();
        foreach (var (item, score) in _scores) { _ranked.Add(new FusedItem(item, score)); }
        _ranked.Sort(static (a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : a.Item.CompareTo(b.Item));
        return CollectionsMarshal.AsSpan(_ranked);
    }
}
