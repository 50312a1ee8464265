using System.Collections.Immutable;

namespace GraphMemory.Kernels.Analytics.Paths;

/// <summary>A path of fewest arcs between two nodes, by searches from both ends that take turns, the one with fewer arcs before it first (Pohl, 1971).
/// In graphs with hubs it looks at about the square root of what one search would.</summary>
public static class HopPath
{
    /// <returns>Null when there is none.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ShortestPath? Find(StaticGraph graph, int source, int target, CancellationToken cancellation)
    {
        if (source == target) { return new ShortestPath([source], 0); }
        var (ahead, behind) = (new Side(graph.Out, source), new Side(graph.In, target));
        while (ahead.HasNext && behind.HasNext)
        {
            cancellation.ThrowIfCancellationRequested();
            var isAhead = ahead.Arcs <= behind.Arcs;
            // Nothing met before, so the first meeting is on a shortest path.
            if (!(isAhead ? ahead.Advance(behind, out var near, out var far) : behind.Advance(ahead, out near, out far))) { continue; }
            return isAhead ? Joined(ahead, near, behind, far) : Joined(ahead, far, behind, near);
        }

        return null;
    }

    private static ShortestPath Joined(Side ahead, int last, Side behind, int first)
    {
        var nodes = ImmutableArray.CreateBuilder<int>();
        for (var node = last; node >= 0; node = ahead.Parent(node)) { nodes.Add(node); }
        nodes.Reverse();
        for (var node = first; node >= 0; node = behind.Parent(node)) { nodes.Add(node); }
        return new ShortestPath(nodes.ToImmutable(), nodes.Count - 1);
    }

    /// <summary>A breadth-first search, level by level.</summary>
    private sealed class Side
    {
        private readonly Adjacency _arcs;
        private readonly NodeTable<int> _parents = new();
        private List<int> _frontier = [];
        private List<int> _next = [];

        public Side(Adjacency arcs, int start)
        {
            _arcs = arcs;
            _parents.At(start, out _) = -1;
            _frontier.Add(start);
            Arcs = arcs.Degree(start);
        }

        public bool HasNext => _frontier.Count > 0;

        /// <summary>Out of the frontier.</summary>
        public long Arcs { get; private set; }

        public int Parent(int node) => _parents.At(node, out _);

        /// <param name="near">The last node on this side.</param>
        /// <param name="far">Its neighbour, that the other side has.</param>
        /// <returns>Whether the sides met.</returns>
        public bool Advance(Side other, out int near, out int far)
        {
            Arcs = 0;
            foreach (var node in _frontier)
            {
                foreach (var neighbour in _arcs.Row(node))
                {
                    if (other._parents.Has(neighbour))
                    {
                        (near, far) = (node, neighbour);
                        return true;
                    }

                    ref var parent = ref _parents.At(neighbour, out var isNew);
                    if (!isNew) { continue; }
                    parent = node;
                    _next.Add(neighbour);
                    Arcs += _arcs.Degree(neighbour);
                }
            }

            (near, far) = (-1, -1);
            (_frontier, _next) = (_next, _frontier);
            _next.Clear();
            return false;
        }
    }
}
