using System.Collections.Immutable;

namespace GraphMemory.Engine.Caching;

/// <summary>
/// Invalidation by tag without an index from tag to keys: a counter that each invalidation moves on, and per tag the count at its last
/// invalidation. A value is current when it was loaded after the last invalidation of each of its tags.
/// </summary>
internal sealed class TagEpochs(int tagsMax)
{
    private readonly Lock _gate = new();
    private ImmutableDictionary<string, long> _invalidated = ImmutableDictionary.Create<string, long>(StringComparer.Ordinal);
    private long _now;
    private long _floor;

    public long Now => Volatile.Read(ref _now);

    public bool IsCurrent(ImmutableArray<string> tags, long epoch)
    {
        if (tags.IsEmpty) { return true; }

        // The map before the floor: whoever sees the map emptied also sees the floor that was raised before.
        var invalidated = Volatile.Read(ref _invalidated);
        if (epoch < Volatile.Read(ref _floor)) { return false; }
        foreach (var tag in tags)
        {
            if (invalidated.TryGetValue(tag, out var at) && epoch < at) { return false; }
        }

        return true;
    }

    public void Invalidate(string tag)
    {
        lock (_gate)
        {
            var next = _now + 1;
            if (_invalidated.Count < tagsMax || _invalidated.ContainsKey(tag)) { Volatile.Write(ref _invalidated, _invalidated.SetItem(tag, next)); }
            else
            {
                // Forgetting which tags were invalidated is safe only when every tagged value of the time goes with them.
                Volatile.Write(ref _floor, next);
                Volatile.Write(ref _invalidated, _invalidated.Clear());
            }

            // Last: who reads the new count loads after the invalidation was visible.
            Volatile.Write(ref _now, next);
        }
    }
}
