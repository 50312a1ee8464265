namespace GraphMemory.Kernels.Analytics.Centrality;

/// <summary>How many edges a node has.</summary>
public static class Degrees
{
    /// <summary>Degree / (n − 1), arcs in and out together when directed (Freeman, 1978); 0 below two nodes.</summary>
    public static void Normalised(StaticGraph graph, Span<double> scores)
    {
        var scale = graph.NodeCount < 2 ? 0 : 1.0 / (graph.NodeCount - 1);
        for (var node = 0; node < scores.Length; node++)
        {
            scores[node] = scale * (graph.Out.Degree(node) + (graph.IsDirected ? graph.In.Degree(node) : 0));
        }
    }
}
