namespace GraphMemory.Engine.Vectors;

/// <summary>Which files a new one takes in, so that there are few files and each row is written few times.</summary>
internal static class VectorMerging
{
    /// <summary>The first file of a chain that is joined with <paramref name="addedRows"/> new rows; the length of the chain when none is.</summary>
    public static int Start(VectorChain chain, long addedRows, VectorOptions options)
    {
        var (first, rows) = OfEqualSize(chain, addedRows, options);
        return Bounded(chain, first, rows, options);
    }

    /// <summary>Runs of files that are no larger than what follows are joined, as in a log-structured merge (O'Neil et al., 1996).</summary>
    private static (int First, long Rows) OfEqualSize(VectorChain chain, long addedRows, VectorOptions options)
    {
        var (first, rows) = (chain.Segments.Length, addedRows);
        while (first > 0)
        {
            var run = 0;
            while (run < first && chain.Segments[first - 1 - run].Rows <= rows) { run++; }
            var joint = rows + chain.Segments[(first - run)..first].Sum(segment => (long)segment.Rows);
            if (run < options.Fanout - 1 || !VectorSegmentBuilder.Fits(joint, chain.Dimensions)) { break; }
            (first, rows) = (first - run, joint);
        }

        return (first, rows);
    }

    /// <summary>No more rows than the bound are compared one by one: beyond, they join the graph before them, or become one.</summary>
    private static int Bounded(VectorChain chain, int first, long rows, VectorOptions options)
    {
        var tail = first;
        while (tail > 0 && !chain.Segments[tail - 1].HasGraph) { rows += chain.Segments[--tail].Rows; }
        if (rows <= options.ExactMax) { return first; }
        return tail > 0 && VectorSegmentBuilder.Fits(rows + chain.Segments[tail - 1].Rows, chain.Dimensions) ? tail - 1 : tail;
    }
}
