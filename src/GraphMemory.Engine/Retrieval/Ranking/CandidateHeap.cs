namespace GraphMemory.Engine.Retrieval.Ranking;

/// <summary>Candidates by their final score, best first, the older first among equals: a binary heap, since few of many are taken.</summary>
internal sealed class CandidateHeap
{
    private readonly List<Candidate> _heap = [];

    /// <summary>Negative infinity when it is empty.</summary>
    public double BestScore => _heap.Count == 0 ? double.NegativeInfinity : _heap[0].Score;

    public void Push(Candidate candidate)
    {
        _heap.Add(candidate);
        var at = _heap.Count - 1;
        for (; at > 0 && IsBefore(candidate, _heap[(at - 1) / 2]); at = (at - 1) / 2) { _heap[at] = _heap[(at - 1) / 2]; }
        _heap[at] = candidate;
    }

    public bool TryPop([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Candidate? best)
    {
        best = _heap.Count == 0 ? null : _heap[0];
        if (best is null) { return false; }
        var last = _heap[^1];
        _heap.RemoveAt(_heap.Count - 1);
        if (_heap.Count > 0) { Sink(last); }
        return true;
    }

    private void Sink(Candidate candidate)
    {
        var at = 0;
        for (var child = 1; child < _heap.Count; child = (2 * at) + 1)
        {
            if (child + 1 < _heap.Count && IsBefore(_heap[child + 1], _heap[child])) { child++; }
            if (!IsBefore(_heap[child], candidate)) { break; }
            _heap[at] = _heap[child];
            at = child;
        }

        _heap[at] = candidate;
    }

    private static bool IsBefore(Candidate a, Candidate b) => a.Score != b.Score ? a.Score > b.Score : a.DocId < b.DocId;
}
