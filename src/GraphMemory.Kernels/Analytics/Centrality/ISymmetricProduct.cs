namespace GraphMemory.Kernels.Analytics.Centrality;

/// <summary>A symmetric matrix, known by what it makes of a vector.</summary>
internal interface ISymmetricProduct
{
    int Size { get; }

    void Multiply(double[] vector, double[] product);
}
