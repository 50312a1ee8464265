namespace GraphMemory.Kernels.Threads;

/// <summary>Work that falls into numbered chunks. Chunks run at the same time and in any order, so what a chunk writes must depend on its
/// number alone: then the result is the same whatever the number of threads.</summary>
public interface IChunkWork
{
    /// <param name="chunk">0 to the number of chunks, each once.</param>
    /// <param name="worker">Who runs it, 0 to below <see cref="Crew.WorkerCount"/>: the place of scratch memory, never of results.</param>
    void Execute(int chunk, int worker);
}
