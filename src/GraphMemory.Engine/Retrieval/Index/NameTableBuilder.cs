using System.Runtime.InteropServices;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Engine.Retrieval.Index;

/// <summary>
/// Collects entity names for the mention scanner: a table of the hashes of every name and of every beginning of one, so that the longest
/// name at a place in a text is found by extending a hash word by word until nothing begins that way.
/// </summary>
internal sealed class NameTableBuilder
{
    private readonly Dictionary<ulong, Owners> _entries = [];

    public void Add(ReadOnlySpan<ulong> words, long entityId)
    {
        var hash = NameHash.Empty;
        for (var i = 0; i < words.Length; i++)
        {
            hash = NameHash.Append(hash, words[i]);
            ref var owners = ref CollectionsMarshal.GetValueRefOrAddDefault(_entries, hash, out _);
            if (i < words.Length - 1) { continue; }
            if (owners.First == 0) { owners.First = (int)entityId; }
            else { (owners.More ??= []).Add((int)entityId); }
        }
    }

    public NameTable Build()
    {
        var slots = 2;
        while (slots < 2 * _entries.Count) { slots *= 2; }
        var (tags, values) = (new uint[slots], new int[slots]);
        var (offsets, entities) = (new List<int> { 0 }, new List<int>());
        foreach (var (hash, owners) in _entries)
        {
            var slot = (int)(hash & (ulong)(slots - 1));
            while (tags[slot] != 0) { slot = (slot + 1) & (slots - 1); }
            tags[slot] = NameTable.Tag(hash);
            values[slot] = owners.First == 0 ? NameTable.IsBeginning : offsets.Count - 1;
            if (owners.First == 0) { continue; }
            entities.Add(owners.First);
            if (owners.More is not null) { entities.AddRange(owners.More); }
            offsets.Add(entities.Count);
        }

        return new NameTable(tags, values, [.. offsets], [.. entities]);
    }

    /// <summary>The entities of one name; none where it is only the beginning of longer ones.</summary>
    private struct Owners
    {
        public int First;
        public List<int>? More;
    }
}
