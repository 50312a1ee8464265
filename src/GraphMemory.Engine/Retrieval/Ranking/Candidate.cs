using GraphMemory.Engine.Retrieval.Index;

namespace GraphMemory.Engine.Retrieval.Ranking;

/// <summary>A document under consideration, with the score of each component.</summary>
internal sealed class Candidate(int segment, int doc, int docId, int entityId)
{
    /// <summary>Terms of a document that are looked at; what comes later in a long text counts for the text search only.</summary>
    private const int SequenceMax = 4_096;

    private int[]? _sequence;

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

    /// <summary>The document's terms in text order, numbered as in its segment.</summary>
    public ReadOnlySpan<int> Sequence(IndexSnapshot snapshot) => _sequence ??= snapshot.Segments[Segment].Sequence(Doc, SequenceMax);

    /// <summary>All that the words of the document itself and around it say, and its vector.</summary>
    public double Words => Text + Proximity + Feedback + Neighbours + Vector;

    /// <summary>The final score.</summary>
    public double Score { get; set; }
}
