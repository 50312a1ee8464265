namespace GraphMemory.Kernels.Analytics.Communities;

/// <summary>Splits groups whose members do not all hang together within the group. O(n + m).</summary>
public static class ConnectedGroups
{
    /// <param name="groups">Group of each node; becomes its connected part, numbered by first member.</param>
    /// <returns>How many parts there are.</returns>
    public static int Split(Adjacency arcs, Span<int> groups)
    {
        var (parts, stack, count) = (new int[groups.Length], new int[groups.Length], 0);
        Array.Fill(parts, -1);
        for (var start = 0; start < groups.Length; start++)
        {
            if (parts[start] >= 0) { continue; }
            (stack[0], parts[start]) = (start, count);
            for (var waiting = 1; waiting > 0;)
            {
                var node = stack[--waiting];
                foreach (var target in arcs.Row(node))
                {
                    if (parts[target] >= 0 || groups[target] != groups[node]) { continue; }
                    (stack[waiting++], parts[target]) = (target, count);
                }
            }

            count++;
        }

        parts.CopyTo(groups);
        return count;
    }
}
