using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Clustering;

/// <summary>DBSCAN (Ester, Kriegel, Sander and Xu, 1996). A point with enough points near it, itself included, is a core; cores near each other are of one group; any
/// other point near a core belongs to the nearest one, so the answer does not depend on an order; the rest is noise. Points are swept along the widest
/// dimension, so only those in reach along it are measured: O(points² × dimensions) at worst.</summary>
public static class Dbscan
{
    /// <param name="radius">Near is at most this far.</param>
    /// <param name="pointsMin">Points near a core, itself included.</param>
    /// <param name="groupOf">Receives the group of each point, numbered by first member; −1 for noise.</param>
    /// <returns>How many groups there are.</returns>
    public static int Run(Points points, double radius, int pointsMin, Span<int> groupOf, Crew crew)
    {
        groupOf.Fill(-1);
        if (points.Count == 0) { return 0; }
        var order = SweepOrder(points, out var dimension);
        var cores = new CoreSearch(points.InOrder(order), order, dimension, radius, pointsMin, crew.WorkerCount);
        crew.Run(cores, cores.Chunks.Count);
        var links = new CoreLinks(cores);
        crew.Run(links, cores.Chunks.Count);
        for (var i = 0; i < order.Length; i++) { groupOf[order[i]] = links.RootOf(i); }
        return GroupNumbers.ByFirstMember(groupOf, order.Length);
    }

    private static int[] SweepOrder(Points points, out int widest)
    {
        widest = 0;
        var width = -1.0;
        for (var dimension = 0; dimension < points.Dimensions; dimension++)
        {
            var (least, greatest) = (double.PositiveInfinity, double.NegativeInfinity);
            foreach (var value in points.Column(dimension)[..points.Count]) { (least, greatest) = (Math.Min(least, value), Math.Max(greatest, value)); }
            if (greatest - least > width) { (width, widest) = (greatest - least, dimension); }
        }

        int[] order = [.. Enumerable.Range(0, points.Count)];
        points.Column(widest)[..points.Count].ToArray().AsSpan().Sort(order.AsSpan());
        return order;
    }
}
