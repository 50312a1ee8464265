namespace GraphMemory.Kernels.Analytics.Communities;

/// <summary>Summed weight of the arcs out of each node: its degree when all weigh 1.</summary>
internal static class Strengths
{
    public static void Of(Adjacency arcs, Span<double> strengths)
    {
        for (var node = 0; node < strengths.Length; node++)
        {
            if (!arcs.IsWeighted)
            {
                strengths[node] = arcs.Degree(node);
                continue;
            }

            var sum = 0.0;
            foreach (var weight in arcs.RowWeights(node)) { sum += weight; }
            strengths[node] = sum;
        }
    }
}
