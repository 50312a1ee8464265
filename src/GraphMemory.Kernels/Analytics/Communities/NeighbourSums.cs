using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GraphMemory.Kernels.Analytics.Communities;

/// <summary>The summed weight from one node to each label beside it: flat arrays, cleared by who reads them. Scratch of one worker.</summary>
internal sealed class NeighbourSums(int labelsMax)
{
    private readonly float[] _sums = new float[labelsMax];
    private readonly int[] _touched = new int[labelsMax + 1];

    /// <summary>What was summed up, taken out: 0 the next time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Take(int label)
    {
        ref var sum = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_sums), label);
        var taken = sum;
        sum = 0;
        return taken;
    }

    /// <returns>The labels that have a sum. Each is to be taken out.</returns>
    public ReadOnlySpan<int> Add<TWeights>(Adjacency arcs, ReadOnlySpan<int> labels, int node) where TWeights : IArcWeights
    {
        ref var sums = ref MemoryMarshal.GetArrayDataReference(_sums); // targets are nodes and labels are below labelsMax: no index needs a check
        ref var touched = ref MemoryMarshal.GetArrayDataReference(_touched);
        ref var labelOf = ref MemoryMarshal.GetReference(labels);
        var row = arcs.Row(node);
        var weights = arcs.RowWeights(node);
        var count = 0;
        for (var i = 0; i < row.Length; i++)
        {
            var label = Unsafe.Add(ref labelOf, row[i]);
            ref var sum = ref Unsafe.Add(ref sums, label);
            Unsafe.Add(ref touched, count) = label;
            count += sum == 0 ? 1 : 0; // no branch: whether a label is new cannot be predicted
            sum += TWeights.At(weights, i);
        }

        return _touched.AsSpan(0, count);
    }
}
