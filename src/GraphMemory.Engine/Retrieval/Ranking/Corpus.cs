using GraphMemory.Engine.Retrieval.Index;

namespace GraphMemory.Engine.Retrieval.Ranking;

/// <summary>
/// The statistics of all that a question is put to. The layers of one question share them, so that a word is as rare, and a text as long, in
/// one as in the other: their scores are those of one memory.
/// </summary>
internal sealed class Corpus(IReadOnlyList<IndexSnapshot> layers)
{
    public IReadOnlyList<IndexSnapshot> Layers => layers;

    public long DocCount { get; } = layers.Sum(layer => layer.DocCount);

    public double AverageLength { get; } = layers.Count == 1
        ? layers[0].AverageLength
        : Math.Max(1, layers.Sum(layer => layer.LengthTotal) / Math.Max(1, layers.Sum(layer => layer.DocCount)));

    /// <summary>True when no term stands in a second place.</summary>
    public bool IsOneSegment { get; } = layers.Sum(layer => layer.Segments.Length) == 1;

    public IEnumerable<Segment> Segments => layers.SelectMany(layer => layer.Segments);

    /// <summary>Documents outside of a layer that hold a term.</summary>
    public long FrequencyBeside(IndexSnapshot layer, ReadOnlySpan<byte> term)
    {
        var frequency = 0L;
        foreach (var other in layers)
        {
            if (ReferenceEquals(other, layer)) { continue; }
            foreach (var segment in other.Segments)
            {
                var ordinal = segment.Terms.Find(term);
                if (ordinal >= 0) { frequency += segment.Postings.Terms[ordinal].DocumentFrequency; }
            }
        }

        return frequency;
    }
}
