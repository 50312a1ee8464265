using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Communities;

/// <summary>
/// The refinement of Leiden (Traag, Waltman and van Eck, 2019, algorithm 1, MergeNodesSubset): inside each community nodes begin alone and join a
/// neighbouring part, each node at most once and only while it is alone, so every part hangs together. Both the node and the part must be linked well
/// enough to the rest of the community. A part is drawn with probability proportional to exp(gain / θ). Communities are refined side by side.
/// </summary>
internal sealed class Refinement : IChunkWork
{
    private const double Theta = 0.01;
    private const int ArcsPerChunk = 1 << 14;
    private readonly Members _members;
    private readonly int[] _bounds;
    private readonly Part[] _parts;
    private readonly int[] _inner;
    private readonly float[] _innerWeights;
    private readonly Worker[] _workers;
    private CommunityLevel _level = null!;
    private int[] _labels = null!;
    private int[] _partOf = null!;
    private BalancedRows _chunks = null!;
    private double _gamma;
    private ulong _seed;

    public Refinement(int nodesMax, int arcsMax, int workers)
    {
        _members = new Members(nodesMax);
        _bounds = new int[nodesMax + 1];
        _parts = new Part[nodesMax];
        (_inner, _innerWeights) = (new int[arcsMax + 1], new float[arcsMax + 1]);
        _workers = [.. Enumerable.Range(0, workers).Select(_ => new Worker(new int[nodesMax + 1], new double[nodesMax + 1]))];
    }

    /// <param name="labels">Community of each node, 0 to below <paramref name="communityCount"/>.</param>
    /// <param name="partOf">Receives the part of each node, named by one of its nodes.</param>
    /// <param name="order">Every node once: who joins first.</param>
    public void Run(CommunityLevel level, int[] labels, int communityCount, int[] partOf, ReadOnlySpan<int> order, double gamma, ulong seed, Crew crew)
    {
        (_level, _labels, _partOf, _gamma, _seed) = (level, labels, partOf, gamma, seed);
        _members.Gather(labels, communityCount, order);
        _chunks = _members.Chunks(level.Arcs, _bounds, ArcsPerChunk);
        crew.Run(this, _chunks.Count);
    }

    public void Execute(int chunk, int worker)
    {
        var random = SplitMix.Of(_seed, chunk);
        for (var community = _chunks[chunk].Start.Value; community < _chunks[chunk].End.Value; community++)
        {
            if (_level.Arcs.IsWeighted) { Refine<GivenWeights>(_members[community], _workers[worker], ref random); }
            else { Refine<UnitWeights>(_members[community], _workers[worker], ref random); }
        }
    }

    private void Refine<TWeights>(ReadOnlySpan<int> members, Worker worker, ref SplitMix random) where TWeights : IArcWeights
    {
        var mass = 0.0;
        foreach (var node in members)
        {
            Begin<TWeights>(node);
            mass += _level.Masses[node];
        }

        foreach (var node in members)
        {
            if (_parts[node].Size == 1 && IsLinkedWell(node, mass)) { Join<TWeights>(node, mass, worker, ref random); }
        }
    }

    /// <summary>Puts a node alone, and keeps its arcs inside the community.</summary>
    private void Begin<TWeights>(int node) where TWeights : IArcWeights
    {
        ref var inner = ref MemoryMarshal.GetArrayDataReference(_inner);
        ref var innerWeights = ref MemoryMarshal.GetArrayDataReference(_innerWeights);
        ref var labelOf = ref MemoryMarshal.GetArrayDataReference(_labels);
        var row = _level.Arcs.Row(node);
        var weights = _level.Arcs.RowWeights(node);
        var (label, start, cut) = (_labels[node], _level.Arcs.Offsets[node], 0.0);
        var next = start;
        for (var i = 0; i < row.Length; i++)
        {
            var isInside = Unsafe.Add(ref labelOf, row[i]) == label;
            var weight = TWeights.At(weights, i);
            (Unsafe.Add(ref inner, next), Unsafe.Add(ref innerWeights, next)) = (row[i], weight);
            next += isInside ? 1 : 0;
            cut += isInside ? weight : 0;
        }

        _partOf[node] = node;
        _parts[node] = new Part { Mass = _level.Masses[node], Cut = cut, Size = 1, Degree = next - start };
    }

    private bool IsLinkedWell(int part, double communityMass)
    {
        ref var cell = ref _parts[part];
        return cell.Cut >= _gamma * cell.Mass * (communityMass - cell.Mass);
    }

    private void Join<TWeights>(int node, double communityMass, Worker worker, ref SplitMix random) where TWeights : IArcWeights
    {
        ref var cells = ref MemoryMarshal.GetArrayDataReference(_parts);
        var count = 0;
        var (start, degree) = (_level.Arcs.Offsets[node], _parts[node].Degree);
        var row = _inner.AsSpan(start, degree);
        var weights = _innerWeights.AsSpan(start, degree);
        for (var i = 0; i < row.Length; i++)
        {
            var part = _partOf[row[i]];
            ref var cell = ref Unsafe.Add(ref cells, part);
            worker.Touched[count] = part;
            count += cell.Weight == 0 ? 1 : 0;
            cell.Weight += TWeights.At(weights, i);
        }

        var touched = worker.Touched.AsSpan(0, count);
        if (Choose(touched, worker.Gains, _level.Masses[node] * _gamma, communityMass, ref random) is >= 0 and var chosen) { Merge(node, chosen); }
        foreach (var part in touched) { _parts[part].Weight = 0; }
    }

    /// <summary>The part to join; −1 for none.</summary>
    private int Choose(ReadOnlySpan<int> touched, Span<double> gains, double price, double communityMass, ref SplitMix random)
    {
        var most = 0.0;
        for (var i = 0; i < touched.Length; i++)
        {
            ref var part = ref _parts[touched[i]];
            var gain = part.Weight - (price * part.Mass);
            gains[i] = gain >= 0 && IsLinkedWell(touched[i], communityMass) ? gain : double.NegativeInfinity;
            most = Math.Max(most, gains[i]);
        }

        var (sum, chosen) = (0.0, -1);
        for (var i = 0; i < touched.Length; i++)
        {
            if (gains[i] < most - (40 * Theta)) { continue; } // less likely than one in 10^17
            var chance = Math.Exp((gains[i] - most) / Theta);
            sum += chance;
            if (chosen < 0 || random.NextDouble() * sum < chance) { chosen = touched[i]; } // a reservoir of one
        }

        return chosen;
    }

    private void Merge(int node, int chosen)
    {
        ref var alone = ref _parts[node];
        ref var part = ref _parts[chosen];
        part.Mass += alone.Mass;
        part.Cut += alone.Cut - (2 * part.Weight);
        part.Size++;
        alone.Size = 0;
        _partOf[node] = chosen;
    }

    /// <param name="Touched">Parts beside a node.</param>
    /// <param name="Gains">What it gains in each.</param>
    private sealed record Worker(int[] Touched, double[] Gains);

    private struct Part
    {
        public double Mass;
        /// <summary>Weight from the node that is being looked at.</summary>
        public double Weight;
        /// <summary>Weight to the rest of the community.</summary>
        public double Cut;
        public int Size;
        /// <summary>Arcs of the node of this number inside its community.</summary>
        public int Degree;
    }
}
