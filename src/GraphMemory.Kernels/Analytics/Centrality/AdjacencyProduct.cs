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
        fixed (int* offsets = rows.Offsets, targets = rows.Targets)
        fixed (float* weights = rows.Weights)
        fixed (double* vector = _vector)
        {
            var sums = new RowSums(offsets, targets, weights);
            for (var (node, end) = (_chunks[chunk].Start.Value, _chunks[chunk].End.Value); node < end; node++) { _product[node] = sums.Of(node, vector); }
        }
    }
}
