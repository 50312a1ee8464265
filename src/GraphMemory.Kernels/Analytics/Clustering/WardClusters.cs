using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using GraphMemory.Kernels.Analytics.Clustering.Lanes;

namespace GraphMemory.Kernels.Analytics.Clustering;

/// <summary>Clusters under Ward's linkage as their middles and sizes: the distance follows from those, 2ab / (a + b) × |middle − middle|²
/// under the root, so there is no matrix. Slots of clusters that are gone are squeezed out whenever half of them are.</summary>
internal sealed class WardClusters : IClusters
{
    private readonly int[] _slotOf; // where a cluster lies now
    private readonly int[] _clusterAt;
    private readonly double[] _place;
    private readonly double[] _distances;
    private Points _middles;
    private double[] _sizes;
    private int _used;
    private int _left;

    public WardClusters(Points points)
    {
        Count = _used = _left = points.Count;
        _middles = new Points(points.Count, points.Dimensions);
        points.Values.CopyTo(_middles.Values);
        _sizes = new double[points.Stride];
        _sizes.AsSpan().Fill(1);
        (_place, _distances) = (new double[points.Dimensions], new double[points.Stride]);
        (_slotOf, _clusterAt) = ([.. Enumerable.Range(0, Count)], [.. Enumerable.Range(0, Count)]);
    }

    public int Count { get; }

    public bool IsLeft(int slot) => _slotOf[slot] >= 0;

    public int Nearest(int slot, int preferred, out double distance)
    {
        var own = _slotOf[slot];
        _middles.Place(own, _place);
        var distances = _distances.AsSpan(0, (_used + 7) & ~7);
        Distances.Squared(_middles, _place, 0, _used, distances);
        if (Vector512.IsHardwareAccelerated) { Weigh<EightLanes>(distances, _sizes[own]); }
        else if (Vector256.IsHardwareAccelerated) { Weigh<FourLanes>(distances, _sizes[own]); }
        else { Weigh<TwoLanes>(distances, _sizes[own]); }
        distances[own] = double.PositiveInfinity;
        distances[_used..].Fill(double.PositiveInfinity);
        var nearest = LeastOf.Index(distances);
        if (preferred >= 0 && distances[_slotOf[preferred]] <= distances[nearest]) { nearest = _slotOf[preferred]; }
        distance = Math.Sqrt(2 * distances[nearest]);
        return _clusterAt[nearest];
    }

    public void Merge(int kept, int gone)
    {
        var (into, from) = (_slotOf[kept], _slotOf[gone]);
        var (a, b) = (_sizes[into], _sizes[from]);
        for (var dimension = 0; dimension < _middles.Dimensions; dimension++)
        {
            var column = _middles.Column(dimension);
            column[into] = ((a * column[into]) + (b * column[from])) / (a + b);
            column[from] = double.PositiveInfinity; // infinitely far from every place
        }

        _sizes[into] = a + b;
        _slotOf[gone] = -1;
        if (--_left <= _used / 2 && _used > 64) { Squeeze(); }
    }

    private void Weigh<TLanes>(Span<double> distances, double own)
        where TLanes : struct, ILanes<TLanes>
    {
        ref var distance = ref MemoryMarshal.GetReference(distances);
        ref var size = ref MemoryMarshal.GetArrayDataReference(_sizes);
        var mine = TLanes.All(own);
        for (nuint i = 0; i < (nuint)distances.Length; i += (nuint)TLanes.Count)
        {
            var other = TLanes.Load(ref size, i);
            TLanes.Store(TLanes.Load(ref distance, i) * (mine * other / (mine + other)), ref distance, i);
        }
    }

    private void Squeeze()
    {
        var order = new int[_left];
        var next = 0;
        for (var slot = 0; slot < _used; slot++)
        {
            if (_slotOf[_clusterAt[slot]] != slot) { continue; }
            (_slotOf[_clusterAt[slot]], _clusterAt[next], order[next]) = (next, _clusterAt[slot], slot);
            next++;
        }

        var sizes = new double[(_left + 7) & ~7];
        sizes.AsSpan().Fill(1);
        for (var slot = 0; slot < order.Length; slot++) { sizes[slot] = _sizes[order[slot]]; }
        (_middles, _sizes, _used) = (_middles.InOrder(order), sizes, _left);
    }
}
