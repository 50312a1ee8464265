namespace GraphMemory.Kernels.Graph;

/// <summary>The arrays of a built graph, ready to be written out or read in place.</summary>
public sealed record CsrSections(int[] Nodes, int[] Offsets, int[] Targets, float[] Weights)
{
    public CsrGraph Graph => new(Nodes, Offsets, Targets, Weights);
}
