namespace GraphMemory.Kernels.Graph;

/// <summary>
/// Personalised PageRank by forward push (Andersen, Chung and Lang, 2006). Mass starts at the seeds; a push keeps 1 − damping of a node's
/// residual as its estimate and hands the rest to its neighbours by weight. A walk ends at a node without edges. The cost depends on
/// damping and epsilon, not on the graph: at most (sum of masses) / (epsilon · (1 − damping)) in weighted edges. Estimates never exceed
/// the exact values, and in an undirected graph lack at most epsilon times a node's weighted degree. First in, first out: deterministic.
/// </summary>
public static class ForwardPush
{
    /// <summary>Leaves the estimates in <paramref name="scratch"/>.</summary>
    public static PushOutcome Run<TGraph>(
        TGraph graph, ReadOnlySpan<PushSeed> seeds, PushParameters parameters, PushScratch scratch)
        where TGraph : struct, IAdjacency, allows ref struct
    {
        scratch.Clear();
        foreach (var seed in seeds) { Receive(graph, seed.Node, seed.Mass, edgeWeight: 0, parameters.Epsilon, scratch); }
        var (pushes, edges) = (0, 0L);
        while (pushes < parameters.PushesMax && edges < parameters.EdgesMax)
        {
            if (!scratch.TryDequeue(out var entry)) { return new PushOutcome(pushes, edges, IsComplete: true); }
            edges += Push(graph, entry, parameters, scratch);
            pushes++;
        }
        return new PushOutcome(pushes, edges, IsComplete: !scratch.TryDequeue(out _));
    }

    private static long Push<TGraph>(TGraph graph, int entry, PushParameters parameters, PushScratch scratch)
        where TGraph : struct, IAdjacency, allows ref struct
    {
        ref var pushed = ref scratch.At(entry); // not used once neighbours are touched: the table may grow
        var (node, residual, degree) = (pushed.Node, pushed.Residual, pushed.Degree);
        pushed.Residual = 0;
        if (degree == 0)
        {
            pushed.Estimate += residual;
            return 0;
        }
        pushed.Estimate += (1 - parameters.Damping) * residual;
        var perWeight = parameters.Damping * residual / degree;
        var edges = 0L;
        for (var segment = 0; segment < graph.SegmentCount; segment++)
        {
            var row = graph.Row(segment, node);
            edges += row.Targets.Length;
            Spread(graph, row, perWeight, parameters.Epsilon, scratch);
        }
        return edges;
    }

    private static void Spread<TGraph>(TGraph graph, AdjacencyRow row, double perWeight, double epsilon, PushScratch scratch)
        where TGraph : struct, IAdjacency, allows ref struct
    {
        for (var i = 0; i < row.Targets.Length; i++)
        {
            var weight = row.Weights.IsEmpty ? 1 : row.Weights[i];
            if (weight > 0) { Receive(graph, row.Targets[i], perWeight * weight, weight, epsilon, scratch); }
        }
    }

    /// <param name="edgeWeight">Weight of the edge that the mass came over; 0 for a seed.</param>
    private static void Receive<TGraph>(TGraph graph, int node, double mass, double edgeWeight, double epsilon, PushScratch scratch)
        where TGraph : struct, IAdjacency, allows ref struct
    {
        var entry = scratch.Touch(node);
        ref var receiver = ref scratch.At(entry);
        receiver.Residual += mass;
        if (receiver.IsWaiting || (receiver.Degree < 0 && !IsDegreeWanted(graph, ref receiver, edgeWeight, epsilon))) { return; }
        var bound = epsilon * (receiver.Degree > 0 ? receiver.Degree : 1);
        if (receiver.Residual >= bound) { scratch.Enqueue(entry); }
    }

    /// <summary>
    /// Looks up the degree of a node once it may be pushed. Most nodes are reached and never pushed, and a degree lies far away in memory; where
    /// every edge leads both ways, none is less than that of the heaviest edge over which mass came.
    /// </summary>
    private static bool IsDegreeWanted<TGraph>(TGraph graph, ref PushScratch.Entry receiver, double edgeWeight, double epsilon)
        where TGraph : struct, IAdjacency, allows ref struct
    {
        if (graph.IsSymmetric)
        {
            receiver.Heaviest = Math.Max(receiver.Heaviest, edgeWeight);
            if (receiver.Residual < epsilon * receiver.Heaviest) { return false; }
        }
        receiver.Degree = Degree(graph, receiver.Node);
        return true;
    }

    private static double Degree<TGraph>(TGraph graph, int node)
        where TGraph : struct, IAdjacency, allows ref struct
    {
        var degree = 0.0;
        for (var segment = 0; segment < graph.SegmentCount; segment++) { degree += graph.TotalWeight(segment, node); }
        return degree;
    }
}
