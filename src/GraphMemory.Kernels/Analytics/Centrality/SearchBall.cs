using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Centrality;

/// <summary>The nodes around one end of a pair, as far as its search has come, with the number of shortest paths to each.</summary>
/// <param name="outward">The arcs that the search follows.</param>
/// <param name="inward">The same arcs turned round.</param>
internal sealed class SearchBall(Adjacency outward, Adjacency inward)
{
    private readonly int[] _levels = new int[outward.NodeCount]; // from 1; 0 is outside
    private readonly double[] _paths = new double[outward.NodeCount];
    private readonly int[] _queue = new int[outward.NodeCount];
    private int _count;
    private int _rim;
    private int _level;

    /// <summary>Arcs out of the outermost level: what the next step costs.</summary>
    public long RimArcs { get; private set; }

    public bool IsSpent => _rim == _count;

    public bool Contains(int node) => _levels[node] != 0;

    public double PathsTo(int node) => _paths[node];

    public void Begin(int centre)
    {
        for (var i = 0; i < _count; i++) { _levels[_queue[i]] = 0; }
        (_queue[0], _count, _rim, _level) = (centre, 1, 0, 1);
        (_levels[centre], _paths[centre], RimArcs) = (1, 1, outward.Degree(centre));
    }

    /// <summary>Grows by one level. Arcs into the other ball complete shortest paths: one is drawn by the number of paths over it.</summary>
    public bool Grow(SearchBall other, ref SplitMix random, out int near, out int far)
    {
        (near, far, RimArcs) = (-1, -1, 0);
        var (end, sum) = (_count, 0.0);
        _level++;
        for (; _rim < end; _rim++)
        {
            var node = _queue[_rim];
            foreach (var target in outward.Row(node))
            {
                if (other.Contains(target))
                {
                    var paths = _paths[node] * other._paths[target];
                    sum += paths;
                    if (random.NextDouble() * sum < paths) { (near, far) = (node, target); }
                    continue;
                }

                Reach(target, _paths[node]);
            }
        }

        return near >= 0;
    }

    /// <summary>Counts the nodes between one of this ball and its centre, on a shortest path drawn uniformly; the node itself too unless it is the centre.</summary>
    public void Trace(int node, int[] counts, ref SplitMix random)
    {
        for (; _levels[node] > 1; node = Predecessor(node, ref random)) { counts[node]++; }
    }

    private void Reach(int target, double paths)
    {
        if (_levels[target] == 0)
        {
            (_levels[target], _paths[target], _queue[_count++]) = (_level, 0, target);
            RimArcs += outward.Degree(target);
        }

        if (_levels[target] == _level) { _paths[target] += paths; }
    }

    private int Predecessor(int node, ref SplitMix random)
    {
        var (sum, drawn) = (0.0, -1);
        foreach (var source in inward.Row(node))
        {
            if (_levels[source] != _levels[node] - 1) { continue; }
            sum += _paths[source];
            if (random.NextDouble() * sum < _paths[source]) { drawn = source; }
        }

        return drawn;
    }
}
