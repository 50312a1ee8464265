using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using GraphMemory.Kernels.Analytics.Clustering.Lanes;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Clustering;

/// <summary>Every point to its nearest centre, every centre to the mean of its points, until no point moves. A group that is left empty starts
/// again at the point that lies farthest from its centre.</summary>
internal sealed class LloydRounds(Points points, Chunks chunks, double[] centres) : IChunkWork
{
    private readonly int _groups = centres.Length / points.Dimensions;
    private readonly int[] _groupOf = Unassigned(points.Count);
    private readonly double[] _nearest = new double[points.Stride];
    private readonly double[] _distance = new double[points.Stride];
    private readonly double[] _sums = new double[chunks.Count * centres.Length];
    private readonly int[] _sizes = new int[chunks.Count * (centres.Length / points.Dimensions)];
    private readonly double[] _inertia = new double[chunks.Count];
    private readonly int[] _moved = new int[chunks.Count];

    /// <summary>The nearest centre of each point.</summary>
    internal ReadOnlySpan<double> Nearest => _nearest;

    public KMeansResult Run(int roundsMax, Crew crew)
    {
        var (round, isConverged) = (0, false);
        while (round < roundsMax && !isConverged)
        {
            crew.Run(this, chunks.Count);
            round++;
            isConverged = _moved.AsSpan().IndexOfAnyExcept(0) < 0;
            if (!isConverged) { MoveCentres(); }
        }

        return new KMeansResult(_groupOf, _groups, centres, LaneSum.Of(_inertia), round, isConverged);
    }

    public void Execute(int chunk, int worker)
    {
        var (start, end) = (chunks.Start(chunk), chunks.End(chunk));
        if (Vector512.IsHardwareAccelerated) { Assign<EightLanes>(start, end); }
        else if (Vector256.IsHardwareAccelerated) { Assign<FourLanes>(start, end); }
        else { Assign<TwoLanes>(start, end); }
        _inertia[chunk] = LaneSum.Of(_distance.AsSpan(start, end - start));
        _moved[chunk] = Count(start, end, _sizes.AsSpan(chunk * _groups, _groups));
        Add(start, end, _sums.AsSpan(chunk * centres.Length, centres.Length));
    }

    internal void Assign<TLanes>(int start, int end)
        where TLanes : struct, ILanes<TLanes>
    {
        ref var values = ref MemoryMarshal.GetReference(points.Values);
        ref var nearest = ref MemoryMarshal.GetArrayDataReference(_nearest);
        ref var distance = ref MemoryMarshal.GetArrayDataReference(_distance);
        var (dimensions, stride) = (points.Dimensions, (nuint)points.Stride);
        for (var point = (nuint)start; point < (nuint)end; point += (nuint)TLanes.Count)
        {
            var (least, which) = (TLanes.All(double.PositiveInfinity), TLanes.All(0));
            for (int group = 0, at = 0; group < _groups; group++)
            {
                var (sum, column) = (TLanes.All(0), point);
                for (var dimension = 0; dimension < dimensions; dimension++, at++, column += stride)
                {
                    var difference = TLanes.Load(ref values, column) - TLanes.All(centres[at]);
                    sum += difference * difference;
                }

                which = TLanes.IfLess(sum, least, TLanes.All(group), which);
                least = TLanes.Min(sum, least);
            }

            TLanes.Store(which, ref nearest, point);
            TLanes.Store(least, ref distance, point);
        }
    }

    private int Count(int start, int end, Span<int> sizes)
    {
        sizes.Clear();
        var moved = 0;
        for (var point = start; point < end; point++)
        {
            var group = (int)_nearest[point];
            moved += _groupOf[point] == group ? 0 : 1;
            _groupOf[point] = group;
            sizes[group]++;
        }

        return moved;
    }

    private void Add(int start, int end, Span<double> sums)
    {
        sums.Clear();
        for (var dimension = 0; dimension < points.Dimensions; dimension++)
        {
            var column = points.Column(dimension)[start..end];
            var groups = _groupOf.AsSpan(start, column.Length);
            for (var i = 0; i < column.Length; i++) { sums[(groups[i] * points.Dimensions) + dimension] += column[i]; }
        }
    }

    private void MoveCentres()
    {
        for (var group = 0; group < _groups; group++)
        {
            var size = 0;
            for (var chunk = 0; chunk < chunks.Count; chunk++) { size += _sizes[(chunk * _groups) + group]; }
            var centre = centres.AsSpan(group * points.Dimensions, points.Dimensions);
            if (size == 0) { StartAgain(centre); continue; }
            for (var dimension = 0; dimension < centre.Length; dimension++)
            {
                var sum = 0.0;
                for (var chunk = 0; chunk < chunks.Count; chunk++) { sum += _sums[(chunk * centres.Length) + (group * centre.Length) + dimension]; }
                centre[dimension] = sum / size;
            }
        }
    }

    private void StartAgain(Span<double> centre)
    {
        var farthest = 0;
        for (var point = 1; point < points.Count; point++)
        {
            if (_distance[point] > _distance[farthest]) { farthest = point; }
        }

        if (_distance[farthest] <= 0) { return; } // fewer places than groups
        _distance[farthest] = 0;
        points.Place(farthest, centre);
    }

    private static int[] Unassigned(int count)
    {
        var groupOf = new int[count];
        groupOf.AsSpan().Fill(-1);
        return groupOf;
    }
}
