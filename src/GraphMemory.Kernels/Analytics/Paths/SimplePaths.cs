using System.Collections.Immutable;

namespace GraphMemory.Kernels.Analytics.Paths;

/// <summary>Every path between two nodes that visits no node twice and has at most so many arcs: depth first, in the order of node numbers. A node
/// from which the target is too far for what is left of the depth is not entered.</summary>
public static class SimplePaths
{
    private const int StepsPerLook = 1 << 14;

    /// <param name="hopsToTarget">Hops from each node to <paramref name="target"/>; −1 where it cannot be reached.</param>
    /// <param name="hopsMax">Arcs of a path at most.</param>
    /// <param name="countMax">Paths at most.</param>
    /// <param name="isTruncated">There are more than <paramref name="countMax"/>.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ImmutableArray<ShortestPath> Find(
        StaticGraph graph, int source, int target, int[] hopsToTarget, int hopsMax, int countMax, CancellationToken cancellation, out bool isTruncated)
    {
        isTruncated = false;
        if (source == target) { return [new ShortestPath([source], 0)]; }
        var paths = ImmutableArray.CreateBuilder<ShortestPath>();
        var (path, next, onPath) = (new List<int> { source }, new Stack<int>(), new HashSet<int> { source });
        next.Push(0);
        for (var step = 1; path.Count > 0; step++)
        {
            if (step % StepsPerLook == 0) { cancellation.ThrowIfCancellationRequested(); }
            var row = graph.Out.Row(path[^1]);
            var i = next.Pop();
            while (i < row.Length && !IsWay(row[i])) { i++; }
            if (i == row.Length)
            {
                onPath.Remove(path[^1]);
                path.RemoveAt(path.Count - 1);
                continue;
            }

            next.Push(i + 1);
            if (row[i] != target)
            {
                path.Add(row[i]);
                onPath.Add(row[i]);
                next.Push(0);
                continue;
            }

            if (paths.Count == countMax)
            {
                isTruncated = true;
                break;
            }

            ImmutableArray<int> nodes = [.. path, target];
            paths.Add(new ShortestPath(nodes, ArcWeights.Length(graph, nodes.AsSpan())));
        }

        return paths.ToImmutable();

        bool IsWay(int node) => hopsToTarget[node] >= 0 && path.Count + hopsToTarget[node] <= hopsMax && !onPath.Contains(node);
    }
}
