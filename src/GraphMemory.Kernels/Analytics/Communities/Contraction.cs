using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Communities;

/// <summary>Makes one node of each group: the edges between two groups become one, of their summed weight. O(n + m).</summary>
internal sealed class Contraction : IChunkWork
{
    private const int ArcsPerChunk = 1 << 14;
    private readonly Members _members;
    private readonly int[] _bounds;
    private readonly int[] _targets;
    private readonly float[] _weights;
    private readonly double[][] _sums;
    private int[] _counts = [];
    private double[] _masses = [];
    private CommunityLevel _level = null!;
    private int[] _labels = null!;
    private BalancedRows _chunks = null!;

    public Contraction(int nodesMax, int arcsMax, int workers)
    {
        _members = new Members(nodesMax);
        _bounds = new int[nodesMax + 1];
        (_targets, _weights) = (new int[arcsMax + 1], new float[arcsMax + 1]);
        _sums = [.. Enumerable.Range(0, workers).Select(_ => new double[nodesMax])];
    }

    /// <param name="labels">Group of each node, 0 to below <paramref name="groupCount"/>, none empty.</param>
    /// <param name="order">Every node once; the order of members, and so of sums.</param>
    public CommunityLevel Run(CommunityLevel level, int[] labels, int groupCount, ReadOnlySpan<int> order, Crew crew)
    {
        (_level, _labels) = (level, labels);
        _members.Gather(labels, groupCount, order);
        _chunks = _members.Chunks(level.Arcs, _bounds, ArcsPerChunk);
        (_counts, _masses) = (new int[groupCount + 1], new double[groupCount]);
        crew.Run(this, _chunks.Count);
        return new CommunityLevel(Close(groupCount, crew), _masses);
    }

    public void Execute(int chunk, int worker)
    {
        if (_level.Arcs.IsWeighted) { Sum<GivenWeights>(_chunks[chunk], _sums[worker]); }
        else { Sum<UnitWeights>(_chunks[chunk], _sums[worker]); }
    }

    private void Sum<TWeights>(Range groups, double[] sums) where TWeights : IArcWeights
    {
        for (var group = groups.Start.Value; group < groups.End.Value; group++)
        {
            var (next, mass) = (_bounds[group], 0.0);
            foreach (var node in _members[group])
            {
                mass += _level.Masses[node];
                next = Gather<TWeights>(node, sums, next);
            }

            _masses[group] = mass;
            _counts[group] = Emit(group, _bounds[group], next, sums);
        }
    }

    /// <summary>Adds the row of one node to the sums by group; groups that are new are appended to the targets.</summary>
    private int Gather<TWeights>(int node, double[] sums, int next) where TWeights : IArcWeights
    {
        ref var sumOf = ref MemoryMarshal.GetArrayDataReference(sums);
        ref var targets = ref MemoryMarshal.GetArrayDataReference(_targets);
        ref var labelOf = ref MemoryMarshal.GetArrayDataReference(_labels);
        var row = _level.Arcs.Row(node);
        var weights = _level.Arcs.RowWeights(node);
        for (var i = 0; i < row.Length; i++)
        {
            var label = Unsafe.Add(ref labelOf, row[i]);
            ref var sum = ref Unsafe.Add(ref sumOf, label);
            if (sum == 0) { Unsafe.Add(ref targets, next++) = label; }
            sum += TWeights.At(weights, i);
        }

        return next;
    }

    /// <summary>Writes the sums beside their targets, without the edges inside the group.</summary>
    private int Emit(int group, int first, int next, double[] sums)
    {
        var kept = first;
        for (var arc = first; arc < next; arc++)
        {
            var target = _targets[arc];
            var sum = sums[target];
            sums[target] = 0;
            if (target == group) { continue; }
            (_targets[kept], _weights[kept]) = (target, (float)sum);
            kept++;
        }

        return kept - first;
    }

    private Adjacency Close(int groupCount, Crew crew)
    {
        var offsets = _counts;
        for (var (group, sum) = (0, 0); group <= groupCount; group++) { (offsets[group], sum) = (sum, sum + offsets[group]); }
        var targets = GC.AllocateUninitializedArray<int>(offsets[groupCount]);
        var weights = GC.AllocateUninitializedArray<float>(offsets[groupCount]);
        crew.Run(new Each(_chunks, groups =>
        {
            for (var group = groups.Start.Value; group < groups.End.Value; group++)
            {
                var (from, to, length) = (_bounds[group], offsets[group], offsets[group + 1] - offsets[group]);
                _targets.AsSpan(from, length).CopyTo(targets.AsSpan(to));
                _weights.AsSpan(from, length).CopyTo(weights.AsSpan(to));
            }
        }), _chunks.Count);
        return new Adjacency(offsets, targets, weights);
    }
}
