using System.Numerics;
using GraphMemory.Kernels.Ranking;

namespace GraphMemory.Kernels.Text;

/// <summary>One search of one segment.</summary>
internal ref struct SearchRun(
    PostingsIndex index, SegmentQuery query, Bm25 bm25, TopK top, SearchScratch scratch, Span<ScoringTerm> terms, Span<PostingsPosition> required)
{
    // Looking terms up document by document costs about this much more than adding up a term's postings.
    private const int LookupCost = 8;

    // The documents of the rarest terms tell the threshold beforehand, if they are few beside all postings.
    private const int PrimingMax = 1024;
    private const int PrimingShare = 4;

    private readonly PostingsIndex _index = index;
    private readonly SegmentQuery _query = query;
    private readonly Span<ScoringTerm> _terms = terms; // ascending segment bounds
    private readonly Span<int> _order = scratch.Order; // ascending bounds in the window
    private readonly Span<PostingsPosition> _required = required;
    private readonly Span<double> _bounds = scratch.Bounds;
    private double _threshold = top.Threshold(query.Segment);
    private double _floor = double.NegativeInfinity; // so many documents score at least this that none below is a hit

    public void Search()
    {
        _terms.Sort((left, right) => left.SegmentBound.CompareTo(right.SegmentBound));
        for (var i = 0; i < _terms.Length; i++) { _order[i] = i; }
        OrderByBound();
        if (IsRequiredRarer()) { LookUpRequired(); }
        else
        {
            Prime();
            SearchWindows();
        }
    }

    /// <summary>
    /// Scores the documents of the rarest terms, where most hits are, only to know what the others have to reach: a search in the order of
    /// documents begins with a threshold that it would otherwise work for.
    /// </summary>
    private void Prime()
    {
        var first = FirstRare();
        if (first == _terms.Length) { return; }
        var opened = scratch.Opened.AsSpan(0, _terms.Length);
        _terms.CopyTo(opened); // positions never move back
        for (var document = NextOf(first, 0); document != PostingsCursor.End; document = NextOf(first, document + 1))
        {
            if (!_query.IsDead(document)) { Complete(document, 0, _terms.Length); }
        }
        opened.CopyTo(_terms);
        _threshold = _floor = top.Floor;
        top.Clear();
    }

    /// <summary>The first of the terms, by rising bounds, whose documents are to be scored beforehand; their number for none.</summary>
    private readonly int FirstRare()
    {
        if (top.Count > 0 || !_required.IsEmpty) { return _terms.Length; }
        var (all, rare, first) = (0L, 0L, _terms.Length);
        foreach (ref var term in _terms) { all += term.DocumentFrequency; }
        while (first > 0 && rare + _terms[first - 1].DocumentFrequency <= PrimingMax) { rare += _terms[--first].DocumentFrequency; }
        return rare >= top.Capacity && rare * PrimingShare <= all ? first : _terms.Length;
    }

    /// <summary>The next document of the terms from <paramref name="first"/> on.</summary>
    private readonly int NextOf(int first, int from)
    {
        var next = PostingsCursor.End;
        foreach (ref var term in _terms[first..])
        {
            term.Position.Advance(_index, from);
            next = Math.Min(next, term.Position.Document);
        }
        return next;
    }

    private readonly bool IsRequiredRarer()
    {
        if (_required.IsEmpty) { return false; }
        var postings = 0L;
        foreach (var term in _query.Terms) { postings += term.Term >= 0 ? _index.Terms[term.Term].DocumentFrequency : 0; }
        var rarest = int.MaxValue;
        foreach (var term in _query.Required) { rarest = Math.Min(rarest, _index.Terms[term].DocumentFrequency); }
        return (long)rarest * LookupCost < postings;
    }

    private void LookUpRequired()
    {
        for (var next = 0; _bounds[_terms.Length - 1] >= _threshold; next++)
        {
            next = PostingsIntersection.Align(_index, _required, next);
            if (next == PostingsCursor.End) { return; }
            if (!_query.IsDead(next)) { Complete(next, 0, _terms.Length); }
        }
    }

    private void SearchWindows()
    {
        var from = NextDocument(0);
        while (from < _index.DocumentCount)
        {
            var to = Math.Min(from + SearchScratch.WindowSize, _index.DocumentCount);
            foreach (ref var term in _terms) { term.BoundWindow(_index, bm25, from, to); }
            OrderByBound();
            SearchWindow(from, to);
            from = NextDocument(to);
        }
    }

    /// <summary>The first document from which a hit is possible: no hit lacks all the terms that segment-wide bounds make essential.</summary>
    private readonly int NextDocument(int from)
    {
        var sum = 0.0;
        var next = PostingsCursor.End;
        foreach (ref var term in _terms)
        {
            sum += term.SegmentBound;
            if (sum < _threshold) { continue; }
            term.Position.Advance(_index, from);
            next = Math.Min(next, term.Position.Document);
        }
        return next == PostingsCursor.End ? next : PostingsIntersection.Align(_index, _required, next);
    }

    private void SearchWindow(int from, int to)
    {
        var essential = 0;
        while (essential < _terms.Length && _bounds[essential] < _threshold) { essential++; }
        if (essential == _terms.Length) { return; }
        if (essential == _terms.Length - 1)
        {
            ScanOne(from, to, essential);
            return;
        }
        for (var i = essential; i < _terms.Length; i++) { Accumulate(ref _terms[_order[i]], from, to); }
        CompleteMarked(from, essential);
    }

    /// <summary>With one essential term its own blocks can be skipped.</summary>
    private void ScanOne(int from, int to, int essential)
    {
        ref var term = ref _terms[_order[essential]];
        var others = essential > 0 ? _bounds[essential - 1] : 0;
        var block = -1;
        for (term.Position.Advance(_index, from); term.Position.Document < to;)
        {
            if (block != term.Position.Header.FirstDocument)
            {
                block = term.Position.Header.FirstDocument;
                if (term.BlockBound(bm25) + others < _threshold)
                {
                    term.Position.NextBlock(_index);
                    continue;
                }
            }
            var document = term.Position.Document;
            var score = term.Contribution(_index, bm25);
            term.Position.Next(_index);
            if (score + others >= _threshold && IsAllowed(document)) { Complete(document, score, essential); }
        }
    }

    private readonly void Accumulate(ref ScoringTerm term, int from, int to)
    {
        for (term.Position.Advance(_index, from); term.Position.Document < to;)
        {
            var header = term.Position.Header;
            var end = header.LastDocument < to ? header.Count : term.Position.IndexOf(_index, to);
            if (header.IsWide) { AddBlock(term, term.Position.WideOffsets(_index)[..end], from); }
            else { AddBlock(term, term.Position.NarrowOffsets(_index)[..end], from); }
            if (end == header.Count) { term.Position.NextBlock(_index); }
            else { term.Position.MoveTo(_index, end); }
        }
    }

    private readonly void AddBlock<T>(in ScoringTerm term, ReadOnlySpan<T> offsets, int from)
        where T : unmanaged, IBinaryInteger<T>
    {
        var frequencies = term.Position.Frequencies(_index);
        var norms = _index.Norms[from..];
        var shift = term.Position.Header.FirstDocument - from;
        var (scores, marks) = (scratch.Scores, scratch.Marks);
        for (var i = term.Position.Index; i < offsets.Length; i++)
        {
            var slot = int.CreateTruncating(offsets[i]) + shift;
            scores[slot] += bm25.Score(term.Weight, frequencies[i], norms[slot]);
            marks[slot >> 6] |= 1UL << slot;
        }
    }

    private void CompleteMarked(int from, int essential)
    {
        var others = essential > 0 ? _bounds[essential - 1] : 0;
        for (var word = 0; word < scratch.Marks.Length; word++)
        {
            for (var marks = scratch.Marks[word]; marks != 0; marks &= marks - 1)
            {
                var slot = (word << 6) + BitOperations.TrailingZeroCount(marks);
                var score = scratch.Scores[slot];
                scratch.Scores[slot] = 0;
                if (score + others >= _threshold && IsAllowed(from + slot)) { Complete(from + slot, score, essential); }
            }
            scratch.Marks[word] = 0;
        }
    }

    private readonly bool IsAllowed(int document) =>
        !_query.IsDead(document) && (_required.IsEmpty || PostingsIntersection.Align(_index, _required, document) == document);

    /// <summary>Adds the terms below <paramref name="looked"/> to a document's score, largest bound first, while it can still enter.</summary>
    private void Complete(int document, double score, int looked)
    {
        var isHit = looked < _terms.Length;
        for (var i = looked - 1; i >= 0; i--)
        {
            if (score + _bounds[i] < _threshold) { return; }
            ref var term = ref _terms[_order[i]];
            term.Position.Advance(_index, document);
            if (term.Position.Document != document) { continue; }
            score += term.Contribution(_index, bm25);
            isHit = true;
        }
        if (isHit && top.Offer(new Hit(_query.Segment, document, score))) { _threshold = Math.Max(_floor, top.Threshold(_query.Segment)); }
    }

    // Few terms, nearly sorted from the window before: insertion sort.
    private readonly void OrderByBound()
    {
        for (var i = 1; i < _terms.Length; i++)
        {
            for (var j = i; j > 0 && _terms[_order[j]].Bound < _terms[_order[j - 1]].Bound; j--)
            {
                (_order[j], _order[j - 1]) = (_order[j - 1], _order[j]);
            }
        }
        var sum = 0.0;
        for (var i = 0; i < _terms.Length; i++) { _bounds[i] = sum += _terms[_order[i]].Bound; }
    }
}
