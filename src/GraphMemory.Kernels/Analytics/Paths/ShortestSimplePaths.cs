using System.Collections.Immutable;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Paths;

/// <summary>
/// The k shortest paths between two nodes that visit no node twice (Yen, 1971; Lawler, 1972, so that none is found twice). Each deviation is searched
/// with A* under the exact distances to the target in the whole graph, which stay lower bounds when nodes and arcs are left out.
/// </summary>
public sealed class ShortestSimplePaths
{
    private readonly StaticGraph _graph;
    private readonly int _target;
    private readonly double[] _toTarget;
    private readonly CancellationToken _cancellation;

    private ShortestSimplePaths(StaticGraph graph, int target, Crew crew)
    {
        (_graph, _target, _cancellation) = (graph, target, crew.Cancellation);
        _toTarget = new double[graph.NodeCount];
        new DeltaStepping(graph.Reversed(), crew).Run(target, _toTarget);
    }

    /// <returns>At most <paramref name="count"/> paths, shortest first; those of one length with fewer nodes first, then by node numbers.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ImmutableArray<ShortestPath> Find(StaticGraph graph, int source, int target, int count, Crew crew)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (source == target) { return [new ShortestPath([source], 0)]; }
        var search = new ShortestSimplePaths(graph, target, crew);
        var (found, candidates) = (ImmutableArray.CreateBuilder<ShortestPath>(), new SortedSet<Candidate>(new CandidateOrder()));
        if (search.Deviation([source], []) is { } first) { candidates.Add(new Candidate(first, 0)); }
        while (candidates.Min is { } best)
        {
            candidates.Remove(best);
            found.Add(best.Path);
            if (found.Count == count) { break; }
            foreach (var candidate in search.Deviations(best, found)) { candidates.Add(candidate); }
            while (candidates.Count > count - found.Count) { candidates.Remove(candidates.Max!); }
        }

        return found.ToImmutable();
    }

    private IEnumerable<Candidate> Deviations(Candidate from, ImmutableArray<ShortestPath>.Builder found)
    {
        var nodes = from.Path.Nodes;
        for (var at = from.DeviatesAt; at + 1 < nodes.Length; at++)
        {
            var taken = new HashSet<int>();
            foreach (var path in found)
            {
                if (path.Nodes.Length > at + 1 && path.Nodes.AsSpan(0, at + 1).SequenceEqual(nodes.AsSpan(0, at + 1))) { taken.Add(path.Nodes[at + 1]); }
            }

            if (Deviation(nodes.AsSpan(0, at + 1), taken) is { } deviation) { yield return new Candidate(deviation, at); }
        }
    }

    /// <summary>The shortest path that begins with <paramref name="root"/> and goes on to none of <paramref name="taken"/>.</summary>
    private ShortestPath? Deviation(ReadOnlySpan<int> root, HashSet<int> taken)
    {
        _cancellation.ThrowIfCancellationRequested();
        var (spur, reached, open) = (root[^1], new NodeTable<Reach>(), new PriorityQueue<int, (double, double, int)>());
        foreach (var node in root[..^1]) { reached.At(node, out _) = new Reach(double.NegativeInfinity, -1); }
        reached.At(spur, out _) = new Reach(0, -1);
        Relax(spur, 0, taken, reached, open);
        while (open.TryDequeue(out var node, out var key))
        {
            if (node == _target) { return Joined(root, reached); }
            var distance = reached.At(node, out _).Distance;
            if (key.Item2 <= distance) { Relax(node, distance, null, reached, open); }
        }

        return null;
    }

    private void Relax(int node, double distance, HashSet<int>? taken, NodeTable<Reach> reached, PriorityQueue<int, (double, double, int)> open)
    {
        var row = _graph.Out.Row(node);
        var weights = _graph.Out.RowWeights(node);
        for (var i = 0; i < row.Length; i++)
        {
            if (taken?.Contains(row[i]) == true || double.IsPositiveInfinity(_toTarget[row[i]])) { continue; }
            var length = distance + (weights.IsEmpty ? 1 : weights[i]);
            ref var there = ref reached.At(row[i], out var isNew);
            if (!isNew && there.Distance <= length) { continue; }
            there = new Reach(length, node);
            open.Enqueue(row[i], (length + _toTarget[row[i]], length, row[i]));
        }
    }

    private ShortestPath Joined(ReadOnlySpan<int> root, NodeTable<Reach> reached)
    {
        var nodes = ImmutableArray.CreateBuilder<int>();
        for (var node = _target; node != root[^1]; node = reached.At(node, out _).Parent) { nodes.Add(node); }
        nodes.Reverse();
        ImmutableArray<int> path = [.. root, .. nodes];
        return new ShortestPath(path, ArcWeights.Length(_graph, path.AsSpan()));
    }

    private readonly record struct Reach(double Distance, int Parent);

    private sealed record Candidate(ShortestPath Path, int DeviatesAt);

    private sealed class CandidateOrder : IComparer<Candidate>
    {
        public int Compare(Candidate? x, Candidate? y)
        {
            var (a, b) = (x!.Path, y!.Path);
            var order = a.Length.CompareTo(b.Length);
            if (order == 0) { order = a.Nodes.Length.CompareTo(b.Nodes.Length); }
            return order == 0 ? a.Nodes.AsSpan().SequenceCompareTo(b.Nodes.AsSpan()) : order;
        }
    }
}
