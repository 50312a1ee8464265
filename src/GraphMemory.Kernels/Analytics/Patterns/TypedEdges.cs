namespace GraphMemory.Kernels.Analytics.Patterns;

/// <summary>Recorded edges with numbers for types. Loops from a node to itself are no pattern and are passed over.</summary>
/// <param name="NodeTypes">Type of each node.</param>
/// <param name="Sources">Node that each edge starts from.</param>
/// <param name="Targets">Node that it leads to.</param>
/// <param name="Types">Type of each edge.</param>
public sealed record TypedEdges(int[] NodeTypes, int[] Sources, int[] Targets, int[] Types)
{
    public int Count => Sources.Length;
}
