using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Centrality;

/// <summary>
/// Brandes' algorithm (2001) from one source on all threads, for graphs too large to search from several at once. Sums are only ever pulled, in the
/// order of a row, so threads change no bit. As long as a level is written after all of it was summed up, sums need not ask for distances: whoever
/// points to an unreached node is on the last level or has zero paths, and whoever a node points to is at most one level below.
/// </summary>
internal sealed class BetweennessOfOne
{
    private const int SliceNodes = 256;
    private const int ScanNodes = 1 << 11;
    private const int Unreached = -1;
    private readonly StaticGraph _graph;
    private readonly Crew _crew;
    private readonly int[] _levelOf;
    private readonly double[] _paths;
    private readonly double[] _shares;
    private readonly double[] _fresh;
    private readonly int[] _order;
    private readonly List<int> _ends = [];
    private int _found;

    public BetweennessOfOne(StaticGraph graph, Crew crew)
    {
        var n = graph.NodeCount;
        (_graph, _crew) = (graph, crew);
        (_levelOf, _order, _paths, _shares, _fresh) = (new int[n], new int[n], new double[n], new double[n], new double[n]);
    }

    /// <summary>Adds what nodes lie between, on the paths from one source.</summary>
    public void Add(int source, double[] scores)
    {
        Array.Fill(_levelOf, Unreached);
        Array.Clear(_paths);
        Array.Clear(_shares);
        _ends.Clear();
        _ends.Add(0);
        (_levelOf[source], _paths[source], _order[0], _found) = (0, 1, source, 1);
        _ends.Add(1);
        var unreachedArcs = (long)_graph.In.ArcCount - _graph.In.Degree(source);
        while (Advance(ref unreachedArcs)) { }
        for (var level = _ends.Count - 2; level > 0; level--) { Return(level, scores); }
    }

    private ReadOnlyMemory<int> Level(int level) => _order.AsMemory(_ends[level]..(level + 1 < _ends.Count ? _ends[level + 1] : _found));

    private bool Advance(ref long unreachedArcs)
    {
        var level = _ends.Count - 1;
        var last = Level(level - 1);
        if (20 * Arcs(_graph.Out, last.Span) < unreachedArcs)
        {
            Slices(last.Length, range => Discover(level, last.Span[range]));
            var found = Level(level);
            Slices(found.Length, range => SumPaths(found.Span[range]));
        }
        else
        {
            var nodes = new Chunks(_levelOf.Length, ScanNodes);
            _crew.Run(new Each(nodes, range => Scan(level, range)), nodes.Count);
        }

        if (_found == _ends[^1]) { return false; }
        var fresh = Level(level);
        Slices(fresh.Length, range => Move(fresh.Span[range], _fresh, _paths));
        unreachedArcs -= Arcs(_graph.In, fresh.Span);
        _ends.Add(_found);
        return true;
    }

    private void Slices(int length, Action<Range> work)
    {
        var slices = new Chunks(length, SliceNodes);
        _crew.Run(new Each(slices, work), slices.Count);
    }

    private static long Arcs(Adjacency rows, ReadOnlySpan<int> nodes)
    {
        var sum = 0L;
        foreach (var node in nodes) { sum += rows.Degree(node); }
        return sum;
    }

    /// <summary>Claims who the nodes of a level point to. Who claims a node does not matter: only its paths count, and they are summed up later.</summary>
    private void Discover(int level, ReadOnlySpan<int> nodes)
    {
        foreach (var node in nodes)
        {
            foreach (var target in _graph.Out.Row(node))
            {
                if (Volatile.Read(ref _levelOf[target]) == Unreached && Interlocked.CompareExchange(ref _levelOf[target], level, Unreached) == Unreached)
                {
                    _order[Interlocked.Increment(ref _found) - 1] = target;
                }
            }
        }
    }

    private void SumPaths(ReadOnlySpan<int> nodes)
    {
        foreach (var node in nodes) { _fresh[node] = Sum(_paths, _graph.In.Row(node)); }
    }

    /// <summary>Every unreached node looks at who points to it.</summary>
    private void Scan(int level, Range nodes)
    {
        Span<int> reached = stackalloc int[ScanNodes];
        var count = 0;
        for (var node = nodes.Start.Value; node < nodes.End.Value; node++)
        {
            if (_levelOf[node] != Unreached) { continue; }
            var sum = Sum(_paths, _graph.In.Row(node));
            if (sum == 0) { continue; }
            (_fresh[node], _levelOf[node], reached[count++]) = (sum, level, node);
        }

        if (count > 0) { reached[..count].CopyTo(_order.AsSpan(Interlocked.Add(ref _found, count) - count)); }
    }

    private void Return(int level, double[] scores)
    {
        var nodes = Level(level);
        Slices(nodes.Length, range => Depend(nodes.Span[range], scores));
        Slices(nodes.Length, range => Move(nodes.Span[range], _fresh, _shares));
    }

    private void Depend(ReadOnlySpan<int> nodes, double[] scores)
    {
        foreach (var node in nodes)
        {
            var dependency = _paths[node] * Sum(_shares, _graph.Out.Row(node));
            scores[node] += dependency;
            _fresh[node] = (1 + dependency) / _paths[node];
        }
    }

    private static void Move(ReadOnlySpan<int> nodes, double[] from, double[] to)
    {
        foreach (var node in nodes) { to[node] = from[node]; }
    }

    // Two sums: half the wait for additions; always the same two.
    private static double Sum(double[] values, ReadOnlySpan<int> row)
    {
        ref var value = ref MemoryMarshal.GetArrayDataReference(values);
        var (a, b, i) = (0.0, 0.0, 0);
        for (; i + 2 <= row.Length; i += 2)
        {
            a += Unsafe.Add(ref value, row[i]);
            b += Unsafe.Add(ref value, row[i + 1]);
        }

        return i < row.Length ? a + b + Unsafe.Add(ref value, row[i]) : a + b;
    }
}
