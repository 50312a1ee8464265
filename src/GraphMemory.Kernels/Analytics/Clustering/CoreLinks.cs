using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Clustering;

/// <summary>Second half of <see cref="Dbscan"/>: cores near each other fall under one root, the least of them, whichever thread links them first;
/// other points follow their nearest core.</summary>
internal sealed class CoreLinks : IChunkWork
{
    private readonly CoreSearch _cores;
    private readonly int[] _leader; // of cores
    private readonly int[] _nearest; // core of each other point; −1 for none

    public CoreLinks(CoreSearch cores)
    {
        _cores = cores;
        _leader = [.. Enumerable.Range(0, cores.IsCore.Length)];
        _nearest = [.. Enumerable.Repeat(-1, cores.IsCore.Length)];
    }

    public void Execute(int chunk, int worker)
    {
        for (var point = _cores.Chunks.Start(chunk); point < _cores.Chunks.End(chunk); point++)
        {
            var squares = _cores.Around(point, worker, out var first);
            if (_cores.IsCore[point]) { LinkBefore(point, squares[..Math.Max(0, point - first)], first); }
            else { _nearest[point] = NearestCore(squares, first); }
        }
    }

    /// <summary>The same number for all points of a group; −1 for noise.</summary>
    public int RootOf(int point) => _cores.IsCore[point] ? Find(point) : _nearest[point] < 0 ? -1 : Find(_nearest[point]);

    private void LinkBefore(int point, ReadOnlySpan<double> squares, int first)
    {
        for (var i = 0; i < squares.Length; i++)
        {
            if (squares[i] <= _cores.SquareMax && _cores.IsCore[first + i]) { Link(point, first + i); }
        }
    }

    private int NearestCore(ReadOnlySpan<double> squares, int first)
    {
        var (nearest, least) = (-1, double.PositiveInfinity);
        for (var i = 0; i < squares.Length; i++)
        {
            if (!(squares[i] <= _cores.SquareMax) || !_cores.IsCore[first + i] || squares[i] > least) { continue; }
            if (squares[i] == least && _cores.Order[first + i] > _cores.Order[nearest]) { continue; }
            (nearest, least) = (first + i, squares[i]);
        }

        return nearest;
    }

    private void Link(int a, int b)
    {
        while (true)
        {
            var (first, second) = (Find(a), Find(b));
            if (first == second) { return; }
            var (lesser, greater) = first < second ? (first, second) : (second, first);
            if (Interlocked.CompareExchange(ref _leader[greater], lesser, greater) == greater) { return; }
        }
    }

    private int Find(int point)
    {
        for (var leader = Volatile.Read(ref _leader[point]); leader != point; leader = Volatile.Read(ref _leader[point]))
        {
            // Halving the way writes only what is no root any more, so it cannot undo a link.
            var next = Volatile.Read(ref _leader[leader]);
            Volatile.Write(ref _leader[point], next);
            point = next;
        }

        return point;
    }
}
