using System.Diagnostics;

namespace GraphMemory.Kernels.Analytics.Components;

/// <summary>
/// Nodes and edges of an undirected graph without which a part of it falls into more parts: depth-first search with low points (Hopcroft and
/// Tarjan, 1973; Tarjan, 1974), with its own stack instead of recursion. O(n + m).
/// </summary>
public static class CutPoints
{
    private const int Unseen = 0;

    /// <param name="isCut">One per node; receives whether it is an articulation point.</param>
    /// <param name="bridgeTo">One per node; receives the node it is linked to by a bridge that the search came over, or −1. Each bridge is there once.</param>
    public static void Find(StaticGraph graph, Span<bool> isCut, Span<int> bridgeTo, CancellationToken cancellation = default)
    {
        Debug.Assert(!graph.IsDirected && isCut.Length == graph.NodeCount && bridgeTo.Length == graph.NodeCount);
        isCut.Clear();
        bridgeTo.Fill(-1);
        var search = new Search(graph.Out, isCut, bridgeTo);
        for (var node = 0; node < isCut.Length; node++)
        {
            if (search.HasSeen(node)) { continue; }
            cancellation.ThrowIfCancellationRequested();
            search.From(node);
        }
    }

    private ref struct Search(Adjacency rows, Span<bool> isCut, Span<int> bridgeTo)
    {
        private readonly ReadOnlySpan<int> _offsets = rows.Offsets;
        private readonly ReadOnlySpan<int> _targets = rows.Targets;
        private readonly Span<bool> _isCut = isCut;
        private readonly Span<int> _bridgeTo = bridgeTo;
        private readonly int[] _visits = new int[isCut.Length];
        private readonly Frame[] _path = new Frame[isCut.Length];
        private int _visit;

        public readonly bool HasSeen(int node) => _visits[node] != Unseen;

        public void From(int root)
        {
            var (depth, children) = (0, 0);
            _path[0] = Open(root);
            while (true)
            {
                ref var frame = ref _path[depth];
                if (Descend(ref frame, depth == 0 ? -1 : _path[depth - 1].Node) is >= 0 and var child)
                {
                    _path[++depth] = Open(child);
                    continue;
                }

                if (depth == 0) { break; }
                ref var parent = ref _path[--depth];
                if (depth == 0) { children++; }
                Return(frame, ref parent, isRoot: depth == 0);
            }

            _isCut[root] = children > 1;
        }

        /// <summary>Takes the arcs of a node until one leads to an unseen node; −1 when none is left.</summary>
        private readonly int Descend(ref Frame frame, int parent)
        {
            for (var end = _offsets[frame.Node + 1]; frame.Next < end;)
            {
                var target = _targets[frame.Next++];
                if (_visits[target] == Unseen) { return target; }
                if (target != parent) { frame.Low = Math.Min(frame.Low, _visits[target]); }
            }

            return -1;
        }

        private readonly void Return(in Frame child, ref Frame parent, bool isRoot)
        {
            parent.Low = Math.Min(parent.Low, child.Low);
            if (child.Low > _visits[parent.Node]) { _bridgeTo[child.Node] = parent.Node; }
            if (!isRoot && child.Low >= _visits[parent.Node]) { _isCut[parent.Node] = true; }
        }

        private Frame Open(int node)
        {
            _visits[node] = ++_visit;
            return new Frame { Node = node, Next = _offsets[node], Low = _visit };
        }
    }

    private struct Frame
    {
        public int Node;
        public int Next;
        public int Low;
    }
}
