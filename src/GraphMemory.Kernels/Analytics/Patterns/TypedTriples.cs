namespace GraphMemory.Kernels.Analytics.Patterns;

/// <summary>A kind of edge between two kinds of nodes, and how many edges are of it.</summary>
public readonly record struct TypedTriple(int SourceType, int EdgeType, int TargetType, long Count);

/// <summary>Counts edges by the types of their ends and their own. O(edges).</summary>
public static class TypedTriples
{
    /// <returns>Those that occur at least so often, most frequent first.</returns>
    public static TypedTriple[] Frequent(TypedEdges edges, long countMin)
    {
        var counts = new Dictionary<(int, int, int), long>();
        for (var edge = 0; edge < edges.Count; edge++)
        {
            if (edges.Sources[edge] == edges.Targets[edge]) { continue; }
            var key = (edges.NodeTypes[edges.Sources[edge]], edges.Types[edge], edges.NodeTypes[edges.Targets[edge]]);
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }

        return
        [
            .. from entry in counts
               where entry.Value >= countMin
               orderby entry.Value descending, entry.Key
               select new TypedTriple(entry.Key.Item1, entry.Key.Item2, entry.Key.Item3, entry.Value),
        ];
    }
}
