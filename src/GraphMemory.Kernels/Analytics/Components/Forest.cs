using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Components;

/// <summary>Trees of nodes that several threads join: each node points to a lesser one, so the root of a tree is its least node.</summary>
/// <param name="parents">One per node.</param>
/// <param name="isAlone">No other thread joins: nothing need be exchanged atomically.</param>
internal sealed class Forest(int[] parents, bool isAlone)
{
    private const int Samples = 1024;

    public int RootOf(int node) => parents[node];

    /// <summary>Each node is a tree.</summary>
    public void Plant(Range nodes)
    {
        for (var node = nodes.Start.Value; node < nodes.End.Value; node++) { parents[node] = node; }
    }

    public void Link(int first, int second)
    {
        var (one, other) = (Volatile.Read(ref parents[first]), Volatile.Read(ref parents[second]));
        while (one != other)
        {
            var (low, high) = one < other ? (one, other) : (other, one);
            var above = Volatile.Read(ref parents[high]);
            if (above == low || (above == high && Hang(high, low))) { return; }
            one = Volatile.Read(ref parents[Volatile.Read(ref parents[high])]);
            other = Volatile.Read(ref parents[low]);
        }
    }

    /// <summary>Makes nodes point to the roots of their trees.</summary>
    public void Flatten(Range nodes)
    {
        for (var node = nodes.Start.Value; node < nodes.End.Value; node++)
        {
            var root = Volatile.Read(ref parents[node]);
            while (Volatile.Read(ref parents[root]) is var above && above != root) { root = above; }
            Volatile.Write(ref parents[node], root);
        }
    }

    /// <summary>The root met most often among some nodes drawn; −1 without nodes.</summary>
    public int Likeliest()
    {
        if (parents.Length == 0) { return -1; }
        var random = new SplitMix(1);
        Span<int> drawn = stackalloc int[Samples];
        foreach (ref var root in drawn) { root = parents[random.Next(parents.Length)]; }
        drawn.Sort();
        var (best, length, run) = (drawn[0], 0, 0);
        for (var i = 0; i < drawn.Length; i++)
        {
            run = i > 0 && drawn[i] == drawn[i - 1] ? run + 1 : 1;
            if (run > length) { (best, length) = (drawn[i], run); }
        }

        return best;
    }

    private bool Hang(int root, int below)
    {
        if (!isAlone) { return Interlocked.CompareExchange(ref parents[root], below, root) == root; }
        parents[root] = below;
        return true;
    }
}
