using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace GraphMemory.Kernels.Analytics.Paths;

/// <summary>A path of least length between two nodes: Dijkstra's search from both ends (Nicholson, 1966), until the two nearest open nodes together
/// are as far as the best meeting. Weights are 0 or more (<see cref="ArcWeights"/>).</summary>
public static class LengthPath
{
    /// <returns>Null when there is none.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ShortestPath? Find(StaticGraph graph, int source, int target, CancellationToken cancellation)
    {
        var (ahead, behind, best, middle) = (new Side(graph.Out, source), new Side(graph.In, target), double.PositiveInfinity, -1);
        if (source == target) { return new ShortestPath([source], 0); }
        for (var step = 0; ahead.Nearest + behind.Nearest < best; step++)
        {
            if ((step & 0xFF) == 0) { cancellation.ThrowIfCancellationRequested(); }
            if (ahead.Nearest <= behind.Nearest) { ahead.Settle(behind, ref best, ref middle); }
            else { behind.Settle(ahead, ref best, ref middle); }
        }

        return middle < 0 ? null : Joined(graph, ahead, behind, middle);
    }

    private static ShortestPath Joined(StaticGraph graph, Side ahead, Side behind, int middle)
    {
        var nodes = ImmutableArray.CreateBuilder<int>();
        for (var node = middle; node >= 0; node = ahead.Parent(node)) { nodes.Add(node); }
        nodes.Reverse();
        for (var node = behind.Parent(middle); node >= 0; node = behind.Parent(node)) { nodes.Add(node); }
        var path = nodes.ToImmutable();
        return new ShortestPath(path, ArcWeights.Length(graph, path.AsSpan()));
    }

    private struct Reach
    {
        public double Distance;
        public int Parent;
        public bool IsSettled;
    }

    private sealed class Side
    {
        private readonly Adjacency _arcs;
        private readonly NodeTable<Reach> _reached = new();
        private readonly PriorityQueue<int, double> _open = new();

        public Side(Adjacency arcs, int start)
        {
            _arcs = arcs;
            _reached.At(start, out _) = new Reach { Distance = 0, Parent = -1 };
            _open.Enqueue(start, 0);
        }

        /// <summary>Distance of the nearest open node; infinite when there is none.</summary>
        public double Nearest => _open.TryPeek(out _, out var distance) ? distance : double.PositiveInfinity;

        public int Parent(int node) => _reached.At(node, out _).Parent;

        /// <summary>Settles the nearest open node and notes the best path over an arc to what the other side has reached.</summary>
        public void Settle(Side other, ref double best, ref int middle)
        {
            var node = _open.Dequeue();
            ref var here = ref _reached.At(node, out _);
            if (here.IsSettled) { return; }
            here.IsSettled = true;
            var distance = here.Distance;
            var row = _arcs.Row(node);
            var weights = _arcs.RowWeights(node);
            var otherNearest = other.Nearest;
            for (var i = 0; i < row.Length; i++)
            {
                var length = distance + (weights.IsEmpty ? 1 : weights[i]);
                if (length >= best) { continue; }
                ref var met = ref other._reached.TryAt(row[i]);
                var isMeeting = !Unsafe.IsNullRef(ref met) && met.Distance + length < best;
                // What the other side has not settled lies at least as far from its end as its nearest open node.
                if (!isMeeting && length + otherNearest >= best) { continue; }
                ref var there = ref _reached.At(row[i], out var isNew);
                if (!isNew && there.Distance <= length) { continue; }
                (there.Distance, there.Parent) = (length, node);
                _open.Enqueue(row[i], length);
                if (isMeeting) { (best, middle) = (met.Distance + length, row[i]); }
            }
        }
    }
}
