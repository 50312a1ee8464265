using System.Diagnostics;

namespace GraphMemory.Kernels.Analytics.Components;

/// <summary>
/// Parts of a directed graph in which every node reaches every other: Pearce's form of Tarjan's algorithm (Pearce, 2016), with its own stack
/// instead of recursion. O(n + m) time, six words per node.
/// </summary>
public static class StrongComponents
{
    /// <summary>Numbers the parts by their first node and returns how many there are.</summary>
    /// <param name="groups">One per node; receives the part of each.</param>
    public static int Find(StaticGraph graph, Span<int> groups, CancellationToken cancellation = default)
    {
        Debug.Assert(groups.Length == graph.NodeCount);
        groups.Clear();
        var search = new Search(graph.Out, groups);
        for (var node = 0; node < groups.Length; node++)
        {
            if (groups[node] != 0) { continue; }
            cancellation.ThrowIfCancellationRequested();
            search.From(node);
        }

        return NumberByFirst(groups);
    }

    private static int NumberByFirst(Span<int> groups)
    {
        var numbers = new int[groups.Length + 1];
        var count = 0;
        foreach (ref var group in groups)
        {
            ref var number = ref numbers[group];
            if (number == 0) { number = ++count; }
            group = number - 1;
        }

        return count;
    }

    /// <summary>A depth-first search. While a node is open its mark is the least visit number it is known to reach; then that of its part. Parts count
    /// down from n and visits up from 1 and give back what they no longer need, so a closed node's mark is above every open one.</summary>
    private ref struct Search(Adjacency rows, Span<int> marks)
    {
        private readonly ReadOnlySpan<int> _offsets = rows.Offsets;
        private readonly ReadOnlySpan<int> _targets = rows.Targets;
        private readonly Span<int> _marks = marks;
        private readonly Frame[] _path = new Frame[marks.Length];
        private readonly int[] _waiting = new int[marks.Length];
        private int _waitingCount;
        private int _visit = 1;
        private int _part = marks.Length;

        public void From(int start)
        {
            var depth = 0;
            _path[0] = Open(start);
            while (depth >= 0)
            {
                ref var frame = ref _path[depth];
                var (next, end, least) = (frame.Next, _offsets[frame.Node + 1], _marks[frame.Node]);
                while (next < end && _marks[_targets[next]] is > 0 and var mark)
                {
                    least = Math.Min(least, mark);
                    next++;
                }

                _marks[frame.Node] = least;
                frame.Next = next;
                if (next < end)
                {
                    // The arc is looked at again on the way back, when its target has a mark.
                    _path[++depth] = Open(_targets[next]);
                    continue;
                }

                Close(frame, least);
                depth--;
            }
        }

        private Frame Open(int node)
        {
            _marks[node] = _visit;
            return new Frame { Node = node, Next = _offsets[node], Visit = _visit++ };
        }

        private void Close(in Frame frame, int least)
        {
            if (least != frame.Visit)
            {
                _waiting[_waitingCount++] = frame.Node;
                return;
            }

            _visit--;
            for (; _waitingCount > 0 && _marks[_waiting[_waitingCount - 1]] >= least; _visit--) { _marks[_waiting[--_waitingCount]] = _part; }
            _marks[frame.Node] = _part--;
        }
    }

    private struct Frame
    {
        public int Node;
        public int Next;
        public int Visit;
    }
}
