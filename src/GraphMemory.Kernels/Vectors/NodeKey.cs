namespace GraphMemory.Kernels.Vectors;

/// <summary>A node and its similarity in one number that sorts by similarity: a heap compares and moves one word.</summary>
internal static class NodeKey
{
    public static long Of(float similarity, int node) => ((long)Flip(BitConverter.SingleToInt32Bits(similarity)) << 32) | (uint)(int.MaxValue - node);

    public static int Node(long key) => int.MaxValue - (int)key;

    public static float Similarity(long key) => BitConverter.Int32BitsToSingle(Flip((int)(key >> 32)));

    /// <summary>Makes the bits of floats sort as signed numbers, and back.</summary>
    private static int Flip(int bits) => bits ^ ((bits >> 31) & int.MaxValue);
}
