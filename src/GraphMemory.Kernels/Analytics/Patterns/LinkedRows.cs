namespace GraphMemory.Kernels.Analytics.Patterns;

/// <summary>Who a node is linked with, ascending, and which way: 1 for out, 2 for in, 3 for both.</summary>
internal sealed class LinkedRows
{
    public LinkedRows(StaticGraph graph)
    {
        NodeCount = graph.NodeCount;
        Offsets = new int[NodeCount + 1];
        var (others, codes) = (new List<int>(graph.Out.ArcCount), new List<byte>(graph.Out.ArcCount));
        for (var node = 0; node < NodeCount; node++)
        {
            Merge(graph.Out.Row(node), graph.In.Row(node), others, codes);
            Offsets[node + 1] = others.Count;
        }

        (Others, Codes) = ([.. others], [.. codes]);
    }

    public int NodeCount { get; }

    public int[] Offsets { get; }

    public int[] Others { get; }

    public byte[] Codes { get; }

    private static void Merge(ReadOnlySpan<int> outward, ReadOnlySpan<int> inward, List<int> others, List<byte> codes)
    {
        int i = 0, j = 0;
        while (i < outward.Length || j < inward.Length)
        {
            var (to, from) = (i < outward.Length ? outward[i] : int.MaxValue, j < inward.Length ? inward[j] : int.MaxValue);
            others.Add(Math.Min(to, from));
            codes.Add((byte)((to <= from ? 1 : 0) | (from <= to ? 2 : 0)));
            i += to <= from ? 1 : 0;
            j += from <= to ? 1 : 0;
        }
    }
}
