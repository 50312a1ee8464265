namespace GraphMemory.Kernels.Threads;

/// <summary>A range cut into chunks of one size, the last one shorter. The size depends on the data, never on the number of threads.</summary>
/// <param name="Length">Items in all.</param>
/// <param name="Size">Items in a chunk.</param>
public readonly record struct Chunks(int Length, int Size) : IRanges
{
    public int Count => (int)(((long)Length + Size - 1) / Size);

    public Range this[int chunk] => new((int)((long)chunk * Size), (int)Math.Min((long)Length, ((long)chunk + 1) * Size));

    public int Start(int chunk) => (int)((long)chunk * Size);

    public int End(int chunk) => (int)Math.Min(Length, ((long)chunk + 1) * Size);
}
