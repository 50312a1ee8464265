namespace GraphMemory.Kernels.Analytics.Centrality;

/// <summary>
/// PageRank, personalised or not, that follows a graph as edges come and go. It keeps an estimate and a residual for each node, which always satisfy
/// residual = restart − (I − dP) · estimate / (1 − d). Pushing moves residual into the estimate and on to the neighbours (Andersen, Chung and Lang,
/// 2006); a changed edge breaks the equation at its two ends only, and is repaired there, once the estimate of its source is scaled by
/// its strength (Zhang, Lofgren and Goel, 2016). A walk ends at a node without edges.
/// <para>The bound: the estimates are off by at most the residuals, all added up; and in an undirected graph each by at most epsilon times the
/// strength of its node.</para>
/// Used by one thread at a time. First in, first out: the same changes give the same bits.
/// </summary>
public sealed class IncrementalPageRank
{
    private readonly double _damping;
    private readonly double _epsilon;
    private double[] _restart = [];
    private double[] _estimates = [];
    private double[] _residuals = [];
    private bool[] _isWaiting = [];
    private int[] _waiting = new int[16]; // a ring
    private int _head;
    private int _count;

    /// <param name="graph">Changed by <see cref="SetArc"/> only from now on.</param>
    /// <param name="restart">Mass with which walks start at each node.</param>
    /// <param name="epsilon">Residual per strength that may stay where it is.</param>
    public IncrementalPageRank(DynamicGraph graph, ReadOnlySpan<double> restart, double damping, double epsilon)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(restart.Length, graph.NodeCount);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(epsilon);
        (Graph, _damping, _epsilon) = (graph, damping, epsilon);
        Grow(graph.NodeCount);
        restart.CopyTo(_restart);
        for (var node = 0; node < restart.Length; node++) { Add(node, restart[node]); }
    }

    public DynamicGraph Graph { get; }

    /// <summary>Scores, one per node; together at most the mass of the restarts.</summary>
    public ReadOnlySpan<double> Estimates => _estimates.AsSpan(0, Graph.NodeCount);

    /// <summary>The estimates are off by at most this, all differences added up.</summary>
    public double ErrorBound
    {
        get
        {
            var sum = 0.0;
            foreach (var residual in _residuals.AsSpan(0, Graph.NodeCount)) { sum += Math.Abs(residual); }
            return sum;
        }
    }

    /// <summary>Nothing waits to be pushed: the bound of each node holds.</summary>
    public bool IsSettled => _count == 0;

    /// <summary>A new node without edges, where walks start with this mass.</summary>
    public int AddNode(double restart)
    {
        var node = Graph.AddNode();
        Grow(Graph.NodeCount);
        (_restart[node], _estimates[node], _residuals[node]) = (restart, 0, 0);
        Add(node, restart);
        return node;
    }

    /// <summary>Starts from known scores, such as those of <see cref="PageRank"/>, instead of from nothing: residuals are computed anew, O(n + m).</summary>
    public void Take(ReadOnlySpan<double> estimates)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(estimates.Length, Graph.NodeCount);
        estimates.CopyTo(_estimates);
        for (var node = 0; node < estimates.Length; node++) { _residuals[node] = _restart[node] - (estimates[node] / (1 - _damping)); }
        for (var node = 0; node < estimates.Length; node++)
        {
            if (Graph.Strength(node) > 0 && estimates[node] != 0) { Spread(node, estimates[node] / (1 - _damping)); }
        }

        for (var node = 0; node < estimates.Length; node++) { Add(node, 0); }
    }

    /// <summary>Sets the weight of an edge, 0 to take it away, and repairs what that breaks. Call <see cref="Push"/> then.</summary>
    public void SetEdge(int source, int target, float weight)
    {
        if (source == target) { return; }
        SetArc(source, target, weight);
        if (!Graph.IsDirected) { SetArc(target, source, weight); }
    }

    /// <summary>Pushes until nothing exceeds epsilon, or until so many edges were walked.</summary>
    /// <returns>Edges walked.</returns>
    public long Push(long edgesMax)
    {
        var edges = 0L;
        while (_count > 0 && edges < edgesMax)
        {
            var node = _waiting[_head];
            _head = (_head + 1) & (_waiting.Length - 1);
            _count--;
            _isWaiting[node] = false;
            var residual = _residuals[node];
            if (Math.Abs(residual) <= Threshold(node)) { continue; }
            _residuals[node] = 0;
            _estimates[node] += (1 - _damping) * residual;
            edges += 1 + Graph.Row(node).Length;
            if (Graph.Strength(node) > 0) { Spread(node, residual); }
        }

        return edges;
    }

    // With the estimate of the source scaled like its strength, what its other arcs carry stays as it was.
    private void SetArc(int source, int target, float weight)
    {
        var before = Graph.Strength(source);
        var change = weight - (double)Graph.SetArc(source, target, weight);
        var after = Graph.Strength(source);
        var estimate = _estimates[source];
        if (change == 0 || estimate == 0) { Add(source, 0); return; }
        var perStrength = estimate / (before > 0 ? before : after) / (1 - _damping);
        Add(target, _damping * perStrength * change);
        if (before > 0 && after > 0)
        {
            _estimates[source] = estimate * (after / before);
            Add(source, (estimate - _estimates[source]) / (1 - _damping));
        }
    }

    /// <summary>Hands on to the neighbours what a push of this mass at a node does not keep.</summary>
    private void Spread(int node, double mass)
    {
        var targets = Graph.Row(node);
        var weights = Graph.RowWeights(node);
        var perWeight = _damping * mass / Graph.Strength(node);
        for (var i = 0; i < targets.Length; i++) { Add(targets[i], weights.IsEmpty ? perWeight : perWeight * weights[i]); }
    }

    private double Threshold(int node) => _epsilon * (Graph.Strength(node) is > 0 and var strength ? strength : 1);

    private void Add(int node, double mass)
    {
        _residuals[node] += mass;
        if (_isWaiting[node] || Math.Abs(_residuals[node]) <= Threshold(node)) { return; }
        _isWaiting[node] = true;
        if (_count == _waiting.Length) { Widen(); }
        _waiting[(_head + _count++) & (_waiting.Length - 1)] = node;
    }

    private void Widen()
    {
        var wider = new int[2 * _waiting.Length];
        for (var i = 0; i < _count; i++) { wider[i] = _waiting[(_head + i) & (_waiting.Length - 1)]; }
        (_waiting, _head) = (wider, 0);
    }

    private void Grow(int nodeCount)
    {
        if (nodeCount <= _estimates.Length) { return; }
        var length = Math.Max(nodeCount, _estimates.Length + (_estimates.Length / 2));
        Array.Resize(ref _restart, length);
        Array.Resize(ref _estimates, length);
        Array.Resize(ref _residuals, length);
        Array.Resize(ref _isWaiting, length);
    }
}
