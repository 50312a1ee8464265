using GraphMemory.Engine.Retrieval.Index;

namespace GraphMemory.Engine.Retrieval.Ranking;

/// <summary>The terms of the documents that one question looks at, each read once, one behind the other in one array that the next question uses again.</summary>
internal sealed class TermSequences
{
    /// <summary>Terms of a document that are looked at; what comes later in a long text counts for the text search only.</summary>
    private const int LengthMax = 4_096;

    private int[] _terms = new int[8 << 10];
    private int _length;

    public void Clear() => _length = 0;

    /// <summary>The document's terms in text order, numbered as in its segment.</summary>
    public ReadOnlySpan<int> Of(IndexSnapshot snapshot, Candidate candidate)
    {
        if (candidate.SequenceStart < 0) { Read(snapshot.Segments[candidate.Segment], candidate); }
        return _terms.AsSpan(candidate.SequenceStart, candidate.SequenceLength);
    }

    private void Read(Segment segment, Candidate candidate)
    {
        var most = Math.Min(segment.SequenceLengthMax(candidate.Doc), LengthMax);
        if (_length + most > _terms.Length) { Array.Resize(ref _terms, Math.Max(2 * _terms.Length, _length + most)); }
        candidate.SequenceStart = _length;
        candidate.SequenceLength = segment.Sequence(candidate.Doc, _terms.AsSpan(_length, most));
        _length += candidate.SequenceLength;
    }
}
