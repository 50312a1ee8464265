namespace GraphMemory.Engine.Vectors;

/// <summary>Finds texts that have a vector already: the same text is never embedded twice.</summary>
internal static class KnownVectors
{
    /// <summary>One pass over the hashes of the files, which is quicker than one call to any provider.</summary>
    public static Dictionary<UInt128, float[]> Of(VectorChain chain, List<VectorText> texts)
    {
        var (wanted, known) = (texts.Select(text => text.Hash).ToHashSet(), new Dictionary<UInt128, float[]>());
        foreach (var segment in chain.Segments)
        {
            var hashes = segment.TextHashes;
            for (var row = 0; row < hashes.Length; row++)
            {
                if (wanted.Contains(hashes[row]) && !segment.Block.IsEmpty(row)) { known.TryAdd(hashes[row], segment.Values(row).ToArray()); }
            }
        }

        GC.KeepAlive(chain);
        return known;
    }
}
