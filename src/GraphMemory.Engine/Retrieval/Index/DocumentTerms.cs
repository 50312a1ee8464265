using System.Text;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Engine.Retrieval.Index;

/// <summary>The terms of the documents of a segment while it is built: dictionary, postings, and the term sequence of each document.</summary>
internal sealed class DocumentTerms
{
    /// <summary>A name term counts like two in the text: what a document is about says more than what it mentions (BM25F, Robertson et al., 2004).</summary>
    public const int NameWeight = 2;

    private readonly TextAnalyzer _analyzer = new();
    private readonly TermDictionaryBuilder _dictionary = new();
    private readonly PostingsBuilder _postings = new();
    private readonly List<int> _sequence = [];
    private readonly List<int> _offsets = [0];
    private readonly List<byte> _nameTerms = [];
    private char[] _chars = new char[1024];

    public long LengthTotal { get; private set; }

    /// <summary>The last analysed text; overwritten by the next.</summary>
    public TokenBuffer Tokens { get; } = new();

    public ReadOnlySpan<char> Analyze(ReadOnlySpan<byte> utf8)
    {
        if (_chars.Length < utf8.Length) { _chars = new char[2 * utf8.Length]; }
        var text = _chars.AsSpan(0, Encoding.UTF8.GetChars(utf8, _chars));
        _analyzer.Analyze(text, Tokens);
        return text;
    }

    public void AnalyzeChars(ReadOnlySpan<char> text) => _analyzer.Analyze(text, Tokens);

    /// <summary>Indexes the analysed tokens as the document's name, which comes first; returns the length they add to it.</summary>
    public int IndexName(int doc)
    {
        var before = _sequence.Count;
        var length = Index(doc, NameWeight);
        _nameTerms.Add((byte)Math.Min(byte.MaxValue, _sequence.Count - before));
        return length;
    }

    /// <summary>Indexes the analysed tokens as text; returns the length they add to the document.</summary>
    public int IndexText(int doc) => Index(doc, 1);

    /// <summary>Makes a document findable by a filter; without effect on its length.</summary>
    public void IndexFilter(int doc, byte[] filterTerm) => _postings.Add(doc, _dictionary.Add(filterTerm), 1);

    public void EndDocument(int doc, int length)
    {
        _postings.SetLength(doc, length);
        _offsets.Add(_sequence.Count);
        LengthTotal += length;
    }

    public void WriteTo(SegmentLayout layout)
    {
        var terms = _dictionary.Build();
        var postings = _postings.Build(terms.Order);
        layout.Set<byte>(SegmentSection.TermBytes, terms.Bytes);
        layout.Set<int>(SegmentSection.TermOffset, terms.Offsets);
        layout.Set<TermPostings>(SegmentSection.PostingTerm, postings.Terms);
        layout.Set<PostingsBlock>(SegmentSection.PostingBlock, postings.Blocks);
        layout.Set<byte>(SegmentSection.PostingData, postings.Data);
        layout.Set<byte>(SegmentSection.DocNorm, postings.Norms);
        layout.Set(SegmentSection.DocNameTerms, _nameTerms);
        WriteSequences(layout, terms.Order, postings.Terms);
    }

    private int Index(int doc, int weight)
    {
        var length = 0;
        for (var i = 0; i < Tokens.Count; i++)
        {
            if (Tokens[i].Stop) { continue; }
            var term = _dictionary.Add(Tokens.Term(i));
            _postings.Add(doc, term, weight);
            _sequence.Add(term);
            if (Tokens[i].Kind != TokenKind.Character) { length += weight; }
        }

        return length;
    }

    /// <summary>Numbers the terms of the sequences by falling frequency and packs them.</summary>
    private void WriteSequences(SegmentLayout layout, int[] order, TermPostings[] postings)
    {
        var byFrequency = new int[order.Length];
        var keys = new int[order.Length];
        for (var ordinal = 0; ordinal < order.Length; ordinal++) { (byFrequency[ordinal], keys[ordinal]) = (ordinal, -postings[ordinal].DocumentFrequency); }
        Array.Sort(keys, byFrequency);
        var numbers = new int[order.Length];
        for (var number = 0; number < byFrequency.Length; number++) { numbers[order[byFrequency[number]]] = number; }
        var (bytes, offsets) = (new List<byte>(2 * _sequence.Count), new uint[_offsets.Count]);
        for (var doc = 0; doc + 1 < _offsets.Count; doc++)
        {
            offsets[doc] = (uint)bytes.Count;
            for (var i = _offsets[doc]; i < _offsets[doc + 1]; i++) { Leb128.Append(bytes, (uint)numbers[_sequence[i]]); }
        }

        offsets[^1] = (uint)bytes.Count;
        layout.Set<uint>(SegmentSection.ForwardOffset, offsets);
        layout.Set(SegmentSection.Forward, bytes);
        layout.Set<int>(SegmentSection.ForwardTerm, byFrequency);
    }
}
