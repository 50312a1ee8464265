using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Centrality;

/// <summary>Rows times a vector, on every thread.</summary>
internal sealed unsafe class AdjacencyProduct(Adjacency rows, Crew crew) : IChunkWork, ISymmetricProduct
{
    private readonly BalancedRows _chunks = PageRank.Chunks(rows);
    private double[] _vector = [];
    private double[] _product = [];

    public int Size => rows.NodeCount;

    public void Multiply(double[] vector, double[] product)
    {
        (_vector, _product) = (vector, product);
        crew.Run(this, _chunks.Count);
    }

    public void Execute(int chunk, int worker)
    {
        var sums = new RowSums(rows);
        fixed (double* vector = _vector)
        {
            for (var (node, end) = (_chunks[chunk].Start.Value, _chunks[chunk].End.Value); node < end; node++) { _product[node] = sums.Of(node, vector); }
        }
    }
}
