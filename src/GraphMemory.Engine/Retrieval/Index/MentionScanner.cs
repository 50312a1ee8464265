using GraphMemory.Kernels.Text;

namespace GraphMemory.Engine.Retrieval.Index;

/// <summary>Finds entity names in a text: at each word the longest name of any source, then on from its end.</summary>
internal sealed class MentionScanner(IReadOnlyList<INameSource> sources)
{
    /// <summary>A longer name is matched by its first words only.</summary>
    private const int NameWordsMax = 16;

    private readonly List<int> _owners = [];

    /// <summary>Calls <paramref name="found"/> with the entities of each name found; several when a name is shared.</summary>
    public void Scan(ReadOnlySpan<ulong> words, Action<List<int>> found)
    {
        for (var at = 0; at < words.Length;)
        {
            var length = Longest(words[at..]);
            if (length > 0) { found(_owners); }
            at += Math.Max(1, length);
        }
    }

    /// <summary>Words of the longest name at the start of <paramref name="words"/>; its owners are left in the list.</summary>
    private int Longest(ReadOnlySpan<ulong> words)
    {
        var longest = 0;
        foreach (var source in sources)
        {
            var hash = NameHash.Empty;
            for (var length = 1; length <= Math.Min(words.Length, NameWordsMax); length++)
            {
                hash = NameHash.Append(hash, words[length - 1]);
                var name = source.FindName(hash);
                if (name == NameTable.IsUnknown) { break; }
                if (name == NameTable.IsBeginning || length < longest) { continue; }
                if (length > longest) { _owners.Clear(); }
                longest = length;
                foreach (var entity in source.EntitiesNamed(name)) { _owners.Add(entity); }
            }
        }

        return longest;
    }
}
