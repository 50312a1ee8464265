using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Clustering;

/// <param name="Trees">More of them steady the scores.</param>
/// <param name="SampleSize">Points that a tree is grown from.</param>
public sealed record IsolationForestParameters(int Trees = 100, int SampleSize = 256, ulong Seed = 42);

/// <summary>Isolation forest (Liu, Ting and Zhou, 2008): a point that random cuts soon part from all others is out of the ordinary. Its score is
/// 2^(−mean depth / expected depth), from 0 to 1; about 0.5 is ordinary.</summary>
public static class IsolationForest
{
    public static void Score(Points points, IsolationForestParameters parameters, Span<double> scores, Crew crew)
    {
        scores.Clear();
        var sampleSize = Math.Min(parameters.SampleSize, points.Count);
        if (sampleSize < 2) { return; }
        var trees = new IsolationTree[parameters.Trees];
        crew.Run(new Each(new Chunks(trees.Length, 1), range =>
        {
            var tree = range.Start.Value;
            trees[tree] = IsolationTree.Grow(points, sampleSize, SplitMix.Of(parameters.Seed, tree));
        }), trees.Length);
        var (chunks, found) = (PointChunks.Of(points.Count), new double[points.Count]);
        var scale = -1 / (trees.Length * IsolationTree.ExpectedDepth(sampleSize));
        crew.Run(new Each(chunks, range => Depths(points, trees, range, scale, found)), chunks.Count);
        found.CopyTo(scores);
    }

    private static void Depths(Points points, IsolationTree[] trees, Range range, double scale, double[] scores)
    {
        var place = new double[points.Dimensions];
        for (var point = range.Start.Value; point < range.End.Value; point++)
        {
            points.Place(point, place);
            var depth = 0.0;
            foreach (var tree in trees) { depth += tree.Depth(place); }
            scores[point] = Math.Pow(2, depth * scale);
        }
    }
}
