using System.Runtime.InteropServices;
using System.Text;

namespace GraphMemory.Engine.Analytics.Snapshots;

/// <summary>Names by number, kept as the bytes that they are in the store: a million of them cost their letters and eight bytes each. Filled by one
/// thread, then read by any number.</summary>
public sealed class Utf8Names
{
    private const int Free = -1;

    private readonly List<int> _ends = [0];
    private readonly List<byte> _bytes = [];
    private readonly Lock _gate = new();
    private int[]? _slots;

    public int Count => _ends.Count - 1;

    public string this[int name] => Encoding.UTF8.GetString(Bytes(name));

    public int Add(ReadOnlySpan<byte> name)
    {
        _bytes.AddRange(name);
        _ends.Add(_bytes.Count);
        return Count - 1;
    }

    /// <summary>The number of a name, new when it was not there. For small vocabularies, which are looked up while they grow.</summary>
    public int Intern(ReadOnlySpan<byte> name)
    {
        if (Count > 0 && Bytes(Count - 1).SequenceEqual(name)) { return Count - 1; }
        _slots ??= Slots(64);
        if (Find(_slots, name) is var found and >= 0) { return found; }
        var added = Add(name);
        if (Count * 2 > _slots.Length) { _slots = Slots(_slots.Length * 2); }
        else { Place(_slots, added); }
        return added;
    }

    public int Intern(string name) => Intern(Encoding.UTF8.GetBytes(name));

    /// <summary>The number of a name; the last one when it is there twice.</summary>
    public int? Find(string name)
    {
        lock (_gate) { _slots ??= Slots(Math.Max(64, Count * 2)); }
        return Find(_slots, Encoding.UTF8.GetBytes(name)) is var found and >= 0 ? found : null;
    }

    private ReadOnlySpan<byte> Bytes(int name) => CollectionsMarshal.AsSpan(_bytes)[_ends[name].._ends[name + 1]];

    private int[] Slots(int sizeMin)
    {
        var slots = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)sizeMin)];
        slots.AsSpan().Fill(Free);
        for (var name = 0; name < Count; name++) { Place(slots, name); }
        return slots;
    }

    private void Place(int[] slots, int name)
    {
        var slot = Hash(Bytes(name)) & (slots.Length - 1);
        while (slots[slot] != Free && !Bytes(slots[slot]).SequenceEqual(Bytes(name))) { slot = (slot + 1) & (slots.Length - 1); }
        slots[slot] = name;
    }

    private int Find(int[] slots, ReadOnlySpan<byte> name)
    {
        var slot = Hash(name) & (slots.Length - 1);
        while (slots[slot] != Free && !Bytes(slots[slot]).SequenceEqual(name)) { slot = (slot + 1) & (slots.Length - 1); }
        return slots[slot];
    }

    private static int Hash(ReadOnlySpan<byte> name)
    {
        var hash = new HashCode();
        hash.AddBytes(name);
        return hash.ToHashCode();
    }
}
