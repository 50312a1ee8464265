namespace GraphMemory.Kernels.Vectors;

/// <summary>
/// What a search or an insertion writes to: the nodes it has seen, the ones to visit, the best so far. Clearing costs what the last use
/// touched; after the first uses nothing is allocated any more. Reusable; one per worker.
/// </summary>
public sealed class HnswScratch
{
    private ulong[] _seen = [];
    private int[] _touched = new int[1024];
    private int _touchedCount;

    internal NearestHeap Candidates { get; } = new();

    internal FarthestHeap Found { get; } = new();

    /// <summary>Links of one node that were not seen before.</summary>
    internal int[] Fresh { get; } = new int[256];

    // Of an insertion.
    internal short[] Wide { get; private set; } = [];

    internal short[] WideOther { get; private set; } = [];

    /// <summary>Widened codes of the neighbours chosen so far.</summary>
    internal short[] WideChosen { get; private set; } = [];

    internal long[] Ranked { get; private set; } = [];

    internal int[] Chosen { get; private set; } = [];

    /// <summary>Nodes compared by the last search.</summary>
    public int SeenCount => _touchedCount;

    internal void Begin(int nodeCount, int breadth)
    {
        for (var i = 0; i < _touchedCount; i++) { _seen[_touched[i] >> 6] = 0; }
        _touchedCount = 0;
        if (_seen.Length < (nodeCount + 63) / 64) { _seen = new ulong[(nodeCount + 63) / 64 * 5 / 4]; }
        Candidates.Clear();
        Found.Clear(breadth);
    }

    /// <summary>True when the node was not seen since <see cref="Begin"/>.</summary>
    internal bool See(int node)
    {
        ref var word = ref _seen[node >> 6];
        var bit = 1UL << node;
        if ((word & bit) != 0) { return false; }
        word |= bit;
        if (_touchedCount == _touched.Length) { Array.Resize(ref _touched, 2 * _touched.Length); }
        _touched[_touchedCount++] = node;
        return true;
    }

    internal void PrepareInsertion(int dimensions, HnswParameters parameters)
    {
        if (Wide.Length != dimensions) { (Wide, WideOther) = (new short[dimensions], new short[dimensions]); }
        if (WideChosen.Length != 2 * parameters.Degree * dimensions) { WideChosen = new short[2 * parameters.Degree * dimensions]; }
        var rankedMax = Math.Max(parameters.Breadth, (2 * parameters.Degree) + 1);
        if (Ranked.Length < rankedMax) { Ranked = new long[rankedMax]; }
        if (Chosen.Length < 2 * parameters.Degree) { Chosen = new int[2 * parameters.Degree]; }
    }
}
