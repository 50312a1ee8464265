namespace GraphMemory.Kernels.Analytics.Similarity;

/// <summary>How alike two nodes are by the neighbours they share. A struct, so that it costs no call in the loop.</summary>
public interface IPairScore
{
    /// <summary>The weights of the two edges to a shared neighbour are multiplied into what it adds.</summary>
    bool UsesWeights { get; }

    /// <summary>What a shared neighbour adds.</summary>
    double Share(int neighbour);

    /// <param name="shared">The sum over the shared neighbours; at least one.</param>
    double Score(double shared, int first, int second);
}
