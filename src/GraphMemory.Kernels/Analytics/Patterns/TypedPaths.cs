namespace GraphMemory.Kernels.Analytics.Patterns;

/// <summary>Two edges in a row over three nodes, by types, and how many there are.</summary>
public readonly record struct TypedPath(int FirstType, int FirstEdge, int MiddleType, int SecondEdge, int LastType, long Count);

/// <summary>Counts paths of two edges by types. They are not walked one by one: at each middle node the kinds that come in are paired with those that go
/// out, and ways straight back are taken off. O(edges log degree + pairs of kinds at each node).</summary>
public static class TypedPaths
{
    /// <returns>Those that occur at least so often, most frequent first.</returns>
    public static TypedPath[] Frequent(TypedEdges edges, long countMin, CancellationToken cancellation = default)
    {
        var (inward, outward) = (new Kinds(edges, edges.Targets, edges.Sources), new Kinds(edges, edges.Sources, edges.Targets));
        var counts = new Dictionary<TypedPath, long>();
        for (var middle = 0; middle < edges.NodeTypes.Length; middle++)
        {
            if (middle % 1024 == 0) { cancellation.ThrowIfCancellationRequested(); }
            Pair(edges, inward.Of(middle), outward.Of(middle), middle, counts);
        }

        return
        [
            .. from entry in counts
               where entry.Value >= countMin
               let path = entry.Key with { Count = entry.Value }
               orderby path.Count descending, path.FirstType, path.FirstEdge, path.MiddleType, path.SecondEdge, path.LastType
               select path,
        ];
    }

    private static void Pair(TypedEdges edges, ReadOnlySpan<(int Type, int Edge, int Node)> before, ReadOnlySpan<(int Type, int Edge, int Node)> after, int middle, Dictionary<TypedPath, long> counts)
    {
        for (var i = 0; i < before.Length; i = RunEnd(before, i))
        {
            for (var j = 0; j < after.Length; j = RunEnd(after, j))
            {
                var key = new TypedPath(before[i].Type, before[i].Edge, edges.NodeTypes[middle], after[j].Edge, after[j].Type, 0);
                var comings = before[i..RunEnd(before, i)];
                var goings = after[j..RunEnd(after, j)];
                var paths = ((long)comings.Length * goings.Length) - WaysBack(comings, goings);
                if (paths > 0) { counts[key] = counts.GetValueOrDefault(key) + paths; }
            }
        }
    }

    private static int RunEnd(ReadOnlySpan<(int Type, int Edge, int Node)> kinds, int start)
    {
        var end = start + 1;
        while (end < kinds.Length && kinds[end].Type == kinds[start].Type && kinds[end].Edge == kinds[start].Edge) { end++; }
        return end;
    }

    /// <summary>Pairs that end where they began; both sides are in order of their nodes.</summary>
    private static long WaysBack(ReadOnlySpan<(int Type, int Edge, int Node)> comings, ReadOnlySpan<(int Type, int Edge, int Node)> goings)
    {
        if (comings[0].Type != goings[0].Type) { return 0; }
        var (i, j, ways) = (0, 0, 0L);
        while (i < comings.Length && j < goings.Length)
        {
            var node = comings[i].Node;
            if (node != goings[j].Node)
            {
                if (node < goings[j].Node) { i++; } else { j++; }
                continue;
            }

            var (startI, startJ) = (i, j);
            while (i < comings.Length && comings[i].Node == node) { i++; }
            while (j < goings.Length && goings[j].Node == node) { j++; }
            ways += (long)(i - startI) * (j - startJ);
        }

        return ways;
    }

    /// <summary>The edges at each node by the type of the other end, their own, and the other end.</summary>
    private sealed class Kinds
    {
        private readonly int[] _starts;
        private readonly (int Type, int Edge, int Node)[] _kinds;

        public Kinds(TypedEdges edges, int[] owners, int[] others)
        {
            _starts = new int[edges.NodeTypes.Length + 1];
            for (var edge = 0; edge < edges.Count; edge++) { if (owners[edge] != others[edge]) { _starts[owners[edge] + 1]++; } }
            for (var node = 0; node < edges.NodeTypes.Length; node++) { _starts[node + 1] += _starts[node]; }
            _kinds = new (int, int, int)[_starts[^1]];
            var next = _starts.AsSpan(0, edges.NodeTypes.Length).ToArray();
            for (var edge = 0; edge < edges.Count; edge++)
            {
                if (owners[edge] != others[edge]) { _kinds[next[owners[edge]]++] = (edges.NodeTypes[others[edge]], edges.Types[edge], others[edge]); }
            }

            for (var node = 0; node < edges.NodeTypes.Length; node++) { _kinds.AsSpan(_starts[node].._starts[node + 1]).Sort(); }
        }

        public ReadOnlySpan<(int Type, int Edge, int Node)> Of(int node) => _kinds.AsSpan(_starts[node].._starts[node + 1]);
    }
}
