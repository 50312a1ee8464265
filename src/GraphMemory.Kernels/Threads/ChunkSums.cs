namespace GraphMemory.Kernels.Threads;

/// <summary>A sum whose parts are made by chunks and added in the order of the chunks: the same bits whatever the number of threads.</summary>
public sealed class ChunkSums(int chunkCount)
{
    private readonly double[] _parts = new double[chunkCount];

    public double this[int chunk] { set => _parts[chunk] = value; }

    public double Total
    {
        get
        {
            var sum = 0.0;
            foreach (var part in _parts) { sum += part; }
            return sum;
        }
    }
}
