namespace GraphMemory.Kernels.Analytics.Communities;

/// <summary>The nodes of each group together, by counting.</summary>
internal sealed class Members(int nodesMax)
{
    private readonly int[] _nodes = new int[nodesMax];
    private readonly int[] _starts = new int[nodesMax + 2];

    public int GroupCount { get; private set; }

    /// <summary>Where each group begins, and where the last one ends.</summary>
    public ReadOnlySpan<int> Starts => _starts.AsSpan(0, GroupCount + 1);

    public ReadOnlySpan<int> this[int group] => _nodes.AsSpan(_starts[group], _starts[group + 1] - _starts[group]);

    /// <param name="labels">Group of each node, 0 to below <paramref name="groupCount"/>.</param>
    /// <param name="order">Every node once: the order inside a group.</param>
    public void Gather(ReadOnlySpan<int> labels, int groupCount, ReadOnlySpan<int> order)
    {
        GroupCount = groupCount;
        var next = _starts.AsSpan(0, groupCount + 2); // shifted by one while it is filled, so that it ends where it should begin
        next.Clear();
        foreach (var label in labels) { next[label + 2]++; }
        for (var group = 2; group < next.Length; group++) { next[group] += next[group - 1]; }
        foreach (var node in order) { _nodes[next[labels[node] + 1]++] = node; }
    }

    /// <summary>Groups cut into chunks of about as many arcs: what a group costs.</summary>
    public BalancedRows Chunks(Adjacency arcs, Span<int> scratch, int arcsPerChunk)
    {
        scratch[0] = 0;
        for (var group = 0; group < GroupCount; group++)
        {
            var cost = scratch[group];
            foreach (var node in this[group]) { cost += arcs.Degree(node); }
            scratch[group + 1] = cost;
        }

        return BalancedRows.Of(scratch[..(GroupCount + 1)], arcsPerChunk);
    }
}
