namespace GraphMemory.Kernels.Threads;

/// <summary>Numbered ranges that cover a whole.</summary>
public interface IRanges
{
    int Count { get; }

    Range this[int chunk] { get; }
}

/// <summary>Work on the ranges of a cut, said as a delegate: called once per chunk, so its cost does not count.</summary>
public sealed class Each(IRanges ranges, Action<Range> work) : IChunkWork
{
    public void Execute(int chunk, int worker) => work(ranges[chunk]);
}
