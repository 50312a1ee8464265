using System.Collections.Concurrent;
using GraphMemory.Kernels.Vectors;

namespace GraphMemory.Engine.Vectors;

/// <summary>Scratch memory of searches, used again: as many as ever ran at once.</summary>
internal sealed class ScratchPool
{
    private readonly ConcurrentBag<HnswScratch> _idle = [];

    public HnswScratch Take() => _idle.TryTake(out var scratch) ? scratch : new HnswScratch();

    public void Return(HnswScratch scratch) => _idle.Add(scratch);
}
