using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GraphMemory.Kernels.Analytics.Centrality;

/// <summary>
/// Brandes' algorithm (2001) from eight sources at once, level by level, as products of the adjacency matrix with rows of eight numbers (Then et al.,
/// 2014; Solomonik et al., 2017). Neither predecessors nor distances are kept. On the way out, an arc into a node that a lane has not reached comes
/// from the level before or from a node with zero paths; on the way back, an arc leads at most one level down. So rows of sums are right in the
/// lanes that are asked for, and a mask drops the others.
/// </summary>
internal sealed class BetweennessLanes
{
    private readonly StaticGraph _graph;
    private readonly double[] _paths;
    private readonly double[] _shares;
    private readonly double[] _sums;
    private readonly double[] _fresh;
    private readonly byte[] _reached;
    private readonly bool[] _isTouched;
    private readonly int[] _touched;
    private readonly Levels _levels;
    private int _all;

    public BetweennessLanes(StaticGraph graph)
    {
        var (n, cells) = (graph.NodeCount, graph.NodeCount * LaneRows.Lanes);
        _graph = graph;
        (_paths, _shares, _sums, _fresh) = (new double[cells], new double[cells], new double[cells], new double[cells]);
        (_reached, _isTouched, _touched, _levels) = (new byte[n], new bool[n], new int[n], new Levels(n));
    }

    /// <summary>Adds what nodes lie between, on the paths from up to eight sources.</summary>
    public void Add(ReadOnlySpan<int> sources, Span<double> scores)
    {
        Debug.Assert(sources.Length is > 0 and <= LaneRows.Lanes);
        Array.Clear(_paths);
        Array.Clear(_shares);
        Array.Clear(_reached);
        _all = (1 << sources.Length) - 1;
        Begin(sources);
        var unreachedArcs = (long)_graph.In.ArcCount;
        while (Advance(ref unreachedArcs)) { }
        for (var level = _levels.Count - 1; level > 0; level--) { Return(level, scores); }
    }

    private void Begin(ReadOnlySpan<int> sources)
    {
        _levels.Clear();
        for (var lane = 0; lane < sources.Length; lane++)
        {
            _paths[(sources[lane] * LaneRows.Lanes) + lane] = 1;
            _reached[sources[lane]] |= (byte)(1 << lane);
            _levels.Add(sources[lane], 1 << lane, _graph.Out.Degree(sources[lane]));
        }

        _levels.Close();
    }

    /// <summary>Finds the next level; false when there is none.</summary>
    private bool Advance(ref long unreachedArcs)
    {
        var last = _levels.Count - 1;
        // A push reads and writes and looks at masks, a pull reads.
        if (2 * _levels.ArcsOf(last) < unreachedArcs) { Push(last); }
        else { Pull(); }
        if (!_levels.Close()) { return false; }
        ref var paths = ref MemoryMarshal.GetArrayDataReference(_paths);
        ref var fresh = ref MemoryMarshal.GetArrayDataReference(_fresh);
        var nodes = _levels.Nodes(last + 1);
        var masks = _levels.Masks(last + 1);
        for (var i = 0; i < nodes.Length; i++)
        {
            LaneRows.Put(ref At(ref fresh, i), masks[i], ref At(ref paths, nodes[i]));
            if ((_reached[nodes[i]] |= masks[i]) == _all) { unreachedArcs -= _graph.In.Degree(nodes[i]); }
        }

        return true;
    }

    /// <summary>Every node that some lane has not reached looks at who points to it.</summary>
    private void Pull()
    {
        ref var paths = ref MemoryMarshal.GetArrayDataReference(_paths);
        ref var fresh = ref MemoryMarshal.GetArrayDataReference(_fresh);
        var found = 0;
        for (var node = 0; node < _reached.Length; node++)
        {
            var missing = _all & ~_reached[node];
            if (missing == 0) { continue; }
            LaneRows.Gather(ref paths, _graph.In.Row(node), ref At(ref fresh, found));
            var mask = LaneRows.NonZero(ref At(ref fresh, found)) & missing;
            if (mask == 0) { continue; }
            _levels.Add(node, mask, _graph.Out.Degree(node));
            found++;
        }
    }

    /// <summary>The last level gives to whom it points to.</summary>
    private void Push(int level)
    {
        ref var paths = ref MemoryMarshal.GetArrayDataReference(_paths);
        ref var sums = ref MemoryMarshal.GetArrayDataReference(_sums);
        var nodes = _levels.Nodes(level);
        var masks = _levels.Masks(level);
        var touched = 0;
        for (var i = 0; i < nodes.Length; i++)
        {
            foreach (var target in _graph.Out.Row(nodes[i]))
            {
                if ((masks[i] & ~_reached[target]) == 0) { continue; }
                if (!_isTouched[target])
                {
                    (_isTouched[target], _touched[touched++]) = (true, target);
                    _sums.AsSpan(target * LaneRows.Lanes, LaneRows.Lanes).Clear();
                }

                LaneRows.Add(ref At(ref paths, nodes[i]), ref At(ref sums, target));
            }
        }

        Take(_touched.AsSpan(0, touched));
    }

    private void Take(ReadOnlySpan<int> touched)
    {
        for (var i = 0; i < touched.Length; i++)
        {
            var node = touched[i];
            _isTouched[node] = false;
            var sum = _sums.AsSpan(node * LaneRows.Lanes, LaneRows.Lanes);
            sum.CopyTo(_fresh.AsSpan(i * LaneRows.Lanes));
            // Not zero: a lane that is missing here was pushed by a node that has it.
            _levels.Add(node, LaneRows.NonZero(ref sum[0]) & _all & ~_reached[node], _graph.Out.Degree(node));
        }
    }

    /// <summary>Sums up what the nodes of a level get from the one below, and leaves what they pass on.</summary>
    private void Return(int level, Span<double> scores)
    {
        ref var paths = ref MemoryMarshal.GetArrayDataReference(_paths);
        ref var shares = ref MemoryMarshal.GetArrayDataReference(_shares);
        ref var sums = ref MemoryMarshal.GetArrayDataReference(_sums);
        ref var fresh = ref MemoryMarshal.GetArrayDataReference(_fresh);
        var nodes = _levels.Nodes(level);
        var masks = _levels.Masks(level);
        var isPushed = IsCheaperPushed(level);
        if (isPushed) { PushBack(level); }
        for (var i = 0; i < nodes.Length; i++)
        {
            ref var share = ref At(ref fresh, i);
            if (isPushed) { LaneRows.Put(ref At(ref sums, nodes[i]), LaneRows.AllLanes, ref share); }
            else { LaneRows.Gather(ref shares, _graph.Out.Row(nodes[i]), ref share); }
            scores[nodes[i]] += LaneRows.Depend(ref At(ref paths, nodes[i]), masks[i], ref share);
        }

        for (var i = 0; i < nodes.Length; i++) { LaneRows.Put(ref At(ref fresh, i), masks[i], ref At(ref shares, nodes[i])); }
    }

    /// <summary>The deepest level gets nothing; a level below with few arcs gives sooner than a great one asks.</summary>
    private bool IsCheaperPushed(int level) => level == _levels.Count - 1 || (!_graph.IsDirected && 3 * _levels.ArcsOf(level + 1) < _levels.ArcsOf(level));

    private void PushBack(int level)
    {
        ref var shares = ref MemoryMarshal.GetArrayDataReference(_shares);
        ref var sums = ref MemoryMarshal.GetArrayDataReference(_sums);
        foreach (var node in _levels.Nodes(level)) { _sums.AsSpan(node * LaneRows.Lanes, LaneRows.Lanes).Clear(); }
        if (level == _levels.Count - 1) { return; }
        foreach (var node in _levels.Nodes(level + 1))
        {
            foreach (var source in _graph.In.Row(node)) { LaneRows.Add(ref At(ref shares, node), ref At(ref sums, source)); }
        }
    }

    private static ref double At(ref double rows, int node) => ref Unsafe.Add(ref rows, (nuint)node * LaneRows.Lanes);

    /// <summary>The nodes of each level with the lanes that reach them there: a node is on as many levels as its lanes disagree.</summary>
    private sealed class Levels(int nodeCount)
    {
        private readonly int[] _nodes = new int[nodeCount * LaneRows.Lanes];
        private readonly byte[] _masks = new byte[nodeCount * LaneRows.Lanes];
        private readonly int[] _ends = new int[nodeCount + 2];
        private readonly long[] _arcs = new long[nodeCount + 2];
        private int _entries;

        public int Count { get; private set; }

        public ReadOnlySpan<int> Nodes(int level) => _nodes.AsSpan(_ends[level], _ends[level + 1] - _ends[level]);

        public ReadOnlySpan<byte> Masks(int level) => _masks.AsSpan(_ends[level], _ends[level + 1] - _ends[level]);

        public long ArcsOf(int level) => _arcs[level];

        public void Clear() => (Count, _entries, _arcs[0]) = (0, 0, 0);

        public void Add(int node, int mask, int degree)
        {
            (_nodes[_entries], _masks[_entries]) = (node, (byte)mask);
            _entries++;
            _arcs[Count] += degree;
        }

        /// <summary>Ends a level; false when it is empty and so is none.</summary>
        public bool Close()
        {
            if (_entries == _ends[Count]) { return false; }
            _ends[++Count] = _entries;
            _arcs[Count] = 0;
            return true;
        }
    }
}
