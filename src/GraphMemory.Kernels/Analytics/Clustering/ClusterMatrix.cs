using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using GraphMemory.Kernels.Analytics.Clustering.Lanes;

namespace GraphMemory.Kernels.Analytics.Clustering;

/// <summary>Clusters as the matrix of their distances, both triangles, so that a row lies in one piece; a merge follows Lance and Williams (1967).</summary>
internal sealed class ClusterMatrix : IClusters
{
    private readonly Linkage _linkage;
    private readonly int _stride;
    private readonly double[] _distances;
    private readonly double[] _sizes;
    private readonly bool[] _isLeft;

    public ClusterMatrix(Points points, Linkage linkage)
    {
        Debug.Assert(linkage is Linkage.Average or Linkage.Complete);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(points.Count, Agglomeration.MatrixPointsMax);
        (_linkage, _stride, Count) = (linkage, points.Stride, points.Count);
        _distances = new double[(long)Count * _stride];
        _sizes = [.. Enumerable.Repeat(1.0, Count)];
        _isLeft = [.. Enumerable.Repeat(true, Count)];
        var place = new double[points.Dimensions];
        for (var slot = 0; slot < Count; slot++)
        {
            points.Place(slot, place);
            Distances.Plain(points, place, 0, Count, Row(slot));
            Row(slot)[Count..].Fill(double.PositiveInfinity);
            Row(slot)[slot] = double.PositiveInfinity;
        }
    }

    public int Count { get; }

    public bool IsLeft(int slot) => _isLeft[slot];

    public int Nearest(int slot, int preferred, out double distance)
    {
        var row = Row(slot);
        var nearest = LeastOf.Index(row);
        if (preferred >= 0 && row[preferred] <= row[nearest]) { nearest = preferred; }
        distance = row[nearest];
        return nearest;
    }

    public void Merge(int kept, int gone)
    {
        var row = Row(kept);
        if (Vector512.IsHardwareAccelerated) { Combine<EightLanes>(row, Row(gone), _sizes[kept], _sizes[gone]); }
        else if (Vector256.IsHardwareAccelerated) { Combine<FourLanes>(row, Row(gone), _sizes[kept], _sizes[gone]); }
        else { Combine<TwoLanes>(row, Row(gone), _sizes[kept], _sizes[gone]); }
        row[kept] = row[gone] = double.PositiveInfinity;
        _sizes[kept] += _sizes[gone];
        _isLeft[gone] = false;
        for (var slot = 0; slot < Count; slot++)
        {
            var at = _distances.AsSpan(slot * _stride, _stride);
            (at[kept], at[gone]) = (row[slot], double.PositiveInfinity);
        }
    }

    private void Combine<TLanes>(Span<double> kept, Span<double> gone, double keptSize, double goneSize)
        where TLanes : struct, ILanes<TLanes>
    {
        ref var a = ref MemoryMarshal.GetReference(kept);
        ref var b = ref MemoryMarshal.GetReference(gone);
        var (sizeA, sizeB, both) = (TLanes.All(keptSize), TLanes.All(goneSize), TLanes.All(keptSize + goneSize));
        for (nuint i = 0; i < (nuint)kept.Length; i += (nuint)TLanes.Count)
        {
            var (left, right) = (TLanes.Load(ref a, i), TLanes.Load(ref b, i));
            TLanes.Store(_linkage == Linkage.Average ? ((sizeA * left) + (sizeB * right)) / both : TLanes.IfLess(left, right, right, left), ref a, i);
        }
    }

    private Span<double> Row(int slot) => _distances.AsSpan(slot * _stride, _stride);
}
