namespace GraphMemory.Kernels.Analytics.Communities;

/// <summary>What one community is like.</summary>
/// <param name="Size">Its nodes.</param>
/// <param name="EdgesInside">Edges between them.</param>
/// <param name="Inside">Weight of those edges.</param>
/// <param name="Boundary">Weight of the edges that lead out.</param>
public readonly record struct CommunityMeasure(int Size, int EdgesInside, double Inside, double Boundary)
{
    /// <summary>Weight of its edges, those inside counted from both ends.</summary>
    public double Volume => (2 * Inside) + Boundary;

    /// <summary>The share of all possible edges that is there; 0 below two nodes.</summary>
    public double Density => Size < 2 ? 0 : 2.0 * EdgesInside / ((double)Size * (Size - 1));

    /// <summary>Boundary over the lesser volume of the two sides: 0 set apart, 1 nothing inside (Kannan, Vempala and Vetta, 2004).</summary>
    /// <param name="volume">Of the whole graph: 2m.</param>
    public double Conductance(double volume) => Math.Min(Volume, volume - Volume) is > 0 and var lesser ? Boundary / lesser : 0;

    /// <summary>Its term in the sum that is the modularity: inside / m − resolution · (volume / 2m)².</summary>
    public double Contribution(double volume, double resolution) =>
        volume > 0 ? (2 * Inside / volume) - (resolution * (Volume / volume) * (Volume / volume)) : 0;
}

/// <summary>Measures of a partition (Newman and Girvan, 2004). O(n + m).</summary>
public static class CommunityMeasures
{
    /// <param name="graph">Undirected.</param>
    /// <param name="groups">Group of each node, 0 to below the number of measures; −1 for a node in none.</param>
    /// <param name="measures">Receives one measure for each group.</param>
    /// <returns>The volume of the graph: twice the weight of its edges.</returns>
    public static double Of(StaticGraph graph, ReadOnlySpan<int> groups, Span<CommunityMeasure> measures)
    {
        measures.Clear();
        var volume = 0.0;
        for (var node = 0; node < groups.Length; node++)
        {
            var (group, inside, arcsInside, all) = (groups[node], 0.0, 0, 0.0);
            var row = graph.Out.Row(node);
            var weights = graph.Out.RowWeights(node);
            for (var i = 0; i < row.Length; i++)
            {
                var weight = weights.IsEmpty ? 1 : weights[i];
                var isInside = groups[row[i]] == group;
                all += weight;
                inside += isInside ? weight : 0;
                arcsInside += isInside ? 1 : 0;
            }

            volume += all;
            if (group < 0) { continue; }
            ref var measure = ref measures[group]; // arcs inside are met from both ends: halved below
            measure = new CommunityMeasure(measure.Size + 1, measure.EdgesInside + arcsInside, measure.Inside + (inside / 2), measure.Boundary + all - inside);
        }

        foreach (ref var measure in measures) { measure = measure with { EdgesInside = measure.EdgesInside / 2 }; }
        return volume;
    }

    /// <summary>Σ over communities of L/m − resolution · (d/2m)², over all pairs of nodes and not just the adjacent ones.</summary>
    public static double Modularity(ReadOnlySpan<CommunityMeasure> measures, double volume, double resolution)
    {
        var sum = 0.0;
        foreach (var measure in measures) { sum += measure.Contribution(volume, resolution); }
        return sum;
    }

    /// <summary>Σ over communities of inside − resolution · pairs of nodes (Traag, Van Dooren and Nesterov, 2011).</summary>
    public static double ConstantPotts(ReadOnlySpan<CommunityMeasure> measures, double resolution)
    {
        var sum = 0.0;
        foreach (var measure in measures) { sum += measure.Inside - (resolution * measure.Size * (measure.Size - 1.0) / 2); }
        return sum;
    }

    /// <summary>The share of the edges' weight that lies inside communities.</summary>
    public static double Coverage(ReadOnlySpan<CommunityMeasure> measures, double volume)
    {
        var sum = 0.0;
        foreach (var measure in measures) { sum += 2 * measure.Inside; }
        return volume > 0 ? sum / volume : 0;
    }
}
