using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Clustering;

/// <summary>Every point linked with those nearest to it: an undirected graph in which two points that are each among the other's nearest have weight 2,
/// others 1. Exact: O(points² × dimensions).</summary>
public static class NearestPoints
{
    /// <param name="neighbours">So many for each point, itself left out; of equally near ones the first.</param>
    public static StaticGraph Graph(Points points, int neighbours, Crew crew)
    {
        var each = Math.Min(neighbours, Math.Max(0, points.Count - 1));
        var targets = new int[points.Count * each];
        var work = new Rows(points, each, targets, crew.WorkerCount);
        crew.Run(work, work.Chunks.Count);
        int[] sources = [.. Enumerable.Range(0, targets.Length).Select(arc => arc / each)];
        var weights = new float[targets.Length];
        weights.AsSpan().Fill(1);
        return StaticGraphBuilder.Build(points.Count, sources, targets, weights, isDirected: false, crew);
    }

    private sealed class Rows(Points points, int each, int[] targets, int workers) : IChunkWork
    {
        private readonly double[][] _scratch = [.. Enumerable.Range(0, workers).Select(_ => new double[points.Stride + points.Dimensions + each])];

        public Chunks Chunks { get; } = new(points.Count, 64);

        public void Execute(int chunk, int worker)
        {
            var squares = _scratch[worker].AsSpan(0, points.Stride);
            var place = _scratch[worker].AsSpan(points.Stride, points.Dimensions);
            var nearest = _scratch[worker].AsSpan(points.Stride + points.Dimensions, each);
            for (var point = Chunks.Start(chunk); point < Chunks.End(chunk); point++)
            {
                points.Place(point, place);
                Distances.Squared(points, place, 0, points.Count, squares);
                squares[point] = double.PositiveInfinity;
                Select(squares[..points.Count], nearest, targets.AsSpan(point * each, each));
            }
        }

        /// <summary>Insertion into a short ascending list.</summary>
        private static void Select(ReadOnlySpan<double> squares, Span<double> nearest, Span<int> which)
        {
            nearest.Fill(double.PositiveInfinity);
            if (nearest.IsEmpty) { return; }
            for (var other = 0; other < squares.Length; other++)
            {
                if (!(squares[other] < nearest[^1])) { continue; }
                var at = nearest.Length - 1;
                for (; at > 0 && nearest[at - 1] > squares[other]; at--) { (nearest[at], which[at]) = (nearest[at - 1], which[at - 1]); }
                (nearest[at], which[at]) = (squares[other], other);
            }
        }
    }
}
