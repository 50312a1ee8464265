namespace GraphMemory.Engine.Retrieval.Ranking;

/// <summary>A document under consideration, with the score of each component.</summary>
internal sealed class Candidate(int segment, int doc, int docId, int entityId)
{
    public int Segment { get; } = segment;
    public int Doc { get; } = doc;
    public int DocId { get; } = docId;
    public int EntityId { get; } = entityId;

    /// <summary>BM25.</summary>
    public double Text { get; set; }
    public double Proximity { get; set; }
    public double Feedback { get; set; }
    public double Neighbours { get; set; }
    public double Vector { get; set; }

    /// <summary>Cosine with the question; null without a vector.</summary>
    public double? Similarity { get; set; }
    public double Graph { get; set; }
    public double Prior { get; set; } = 1;

    /// <summary>Where its terms stand in the <see cref="TermSequences"/> of the question; negative until they are looked at.</summary>
    public int SequenceStart { get; set; } = -1;
    public int SequenceLength { get; set; }

    /// <summary>All that the words of the document itself and around it say, and its vector.</summary>
    public double Words => Text + Proximity + Feedback + Neighbours + Vector;

    /// <summary>The final score.</summary>
    public double Score { get; set; }

    /// <summary>Another candidate of the same entity.</summary>
    public Candidate? Next { get; set; }
}
