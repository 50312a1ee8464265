namespace GraphMemory.Kernels.Analytics.Paths;

/// <summary>A set of nodes, one bit each.</summary>
public sealed class Bitmap(int length)
{
    private readonly ulong[] _words = new ulong[(int)(((long)length + 63) / 64)];

    public Span<ulong> Words => _words;

    public bool this[int node] => ((_words[node >> 6] >> node) & 1) != 0;

    /// <summary>For a writer that has the 64 nodes of a word to itself.</summary>
    public void Add(int node) => _words[node >> 6] |= 1UL << node;

    /// <summary>For several writers.</summary>
    public void AddShared(int node) => Interlocked.Or(ref _words[node >> 6], 1UL << node);

    public void Clear() => Array.Clear(_words);
}
