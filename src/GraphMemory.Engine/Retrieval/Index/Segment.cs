using System.Runtime.InteropServices;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Engine.Retrieval.Index;

/// <summary>One immutable part of the index: the documents, postings, names and edges of a range of the log, read in place.</summary>
internal sealed class Segment(SegmentData data) : INameSource
{
    /// <summary>Terms of a text in which phrases and names are looked for.</summary>
    private const int PhraseReachMax = 4_096;

    public ref readonly SegmentHeader Header => ref data.Header;

    public bool IsMapped => data.IsMapped;

    /// <summary>Log positions covered.</summary>
    public long Size => Header.ToSeq - Header.FromSeq;

    public int DocCount => DocId.Length;

    public ReadOnlySpan<int> DocId => data.Section<int>(SegmentSection.DocId);

    public ReadOnlySpan<int> DocEntity => data.Section<int>(SegmentSection.DocEntity);

    public ReadOnlySpan<int> DocSession => data.Section<int>(SegmentSection.DocSession);

    public ReadOnlySpan<byte> DocKind => data.Section<byte>(SegmentSection.DocKind);

    public ReadOnlySpan<byte> DocConfidence => data.Section<byte>(SegmentSection.DocConfidence);

    public ReadOnlySpan<byte> DocNameTerms => data.Section<byte>(SegmentSection.DocNameTerms);

    public ReadOnlySpan<int> DocClosed => data.Section<int>(SegmentSection.DocClosed);

    public ReadOnlySpan<uint> DocRecorded => data.Section<uint>(SegmentSection.DocRecorded);

    public ReadOnlySpan<long> DocValidFrom => data.Section<long>(SegmentSection.DocValidFrom);

    public ReadOnlySpan<long> DocValidTo => data.Section<long>(SegmentSection.DocValidTo);

    public ReadOnlySpan<ulong> DocDead => data.Section<ulong>(SegmentSection.DocDead);

    /// <summary>Entities that have documents here.</summary>
    public IdTable Entities => new(
        data.Section<int>(SegmentSection.EntityId), data.Section<ulong>(SegmentSection.EntityBits), data.Section<int>(SegmentSection.EntityRanks));

    /// <summary>Entities that have edges here.</summary>
    private IdTable Nodes => new(
        data.Section<int>(SegmentSection.NodeId), data.Section<ulong>(SegmentSection.NodeBits), data.Section<int>(SegmentSection.NodeRanks));

    public TermDictionary Terms => new(data.Section<byte>(SegmentSection.TermBytes), data.Section<int>(SegmentSection.TermOffset));

    public PostingsIndex Postings => new(
        data.Section<TermPostings>(SegmentSection.PostingTerm),
        data.Section<PostingsBlock>(SegmentSection.PostingBlock),
        data.Section<byte>(SegmentSection.PostingData),
        data.Section<byte>(SegmentSection.DocNorm));

    /// <summary>The document of an observation; -1 when it is not here. Observations come first, by rising id.</summary>
    public int FindDoc(long factId)
    {
        var at = DocId[..ObservationCount()].BinarySearch((int)factId);
        return at >= 0 ? at : -1;
    }

    /// <summary>Documents about an entity, by rising number.</summary>
    public ReadOnlySpan<int> DocsOf(long entityId)
    {
        var at = Entities.Find((int)entityId);
        if (at < 0) { return []; }
        var offsets = data.Section<int>(SegmentSection.EntityDocOffset);
        return data.Section<int>(SegmentSection.EntityDocs)[offsets[at]..offsets[at + 1]];
    }

    /// <summary>No document has more terms than this.</summary>
    public int SequenceLengthMax(int doc)
    {
        var offsets = data.Section<uint>(SegmentSection.ForwardOffset);
        return checked((int)(offsets[doc + 1] - offsets[doc])); // each takes a byte at least
    }

    /// <summary>Reads the first terms of a document in text order, name first, as many as fit; returns their number.</summary>
    public int Sequence(int doc, Span<int> terms)
    {
        var offsets = data.Section<uint>(SegmentSection.ForwardOffset);
        var bytes = data.Section<byte>(SegmentSection.Forward)[(int)offsets[doc]..(int)offsets[doc + 1]];
        var numbers = data.Section<int>(SegmentSection.ForwardTerm);
        var count = 0;
        for (var at = 0; at < bytes.Length && count < terms.Length; count++) { terms[count] = numbers[(int)Leb128.Read(bytes, ref at)]; }
        return count;
    }

    /// <summary>True when the document holds the terms of a phrase one after the other.</summary>
    public bool HoldsPhrase(int doc, IReadOnlyList<byte[]> phrase)
    {
        var ordinals = new int[phrase.Count];
        for (var i = 0; i < ordinals.Length; i++)
        {
            ordinals[i] = Terms.Find(phrase[i]);
            if (ordinals[i] < 0) { return false; }
        }

        return HoldsInARow(doc, ordinals);
    }

    /// <summary>True when the terms stand one after the other in the document, whole identifiers between their parts aside.</summary>
    public bool HoldsInARow(int doc, ReadOnlySpan<int> wanted)
    {
        Span<int> terms = new int[Math.Min(SequenceLengthMax(doc), PhraseReachMax)];
        terms = terms[..Sequence(doc, terms)];
        for (var start = 0; start + wanted.Length <= terms.Length; start++)
        {
            var (at, matched) = (start, 0);
            for (var skipped = 0; at < terms.Length && matched < wanted.Length && skipped <= 1; at++)
            {
                if (terms[at] == wanted[matched]) { (matched, skipped) = (matched + 1, 0); }
                else if (matched == 0) { break; }
                else { skipped++; }
            }

            if (matched == wanted.Length) { return true; }
        }

        return false;
    }

    public EdgeSpans Edges(int entityId)
    {
        var at = Nodes.Find(entityId);
        if (at < 0) { return default; }
        var offsets = data.Section<int>(SegmentSection.EdgeOffset);
        var (start, count) = (2 * offsets[at], offsets[at + 1] - offsets[at]);
        return new EdgeSpans(data.Section<int>(SegmentSection.EdgeFlow).Slice(start, 2 * count), data.Section<int>(SegmentSection.EdgeOrigin).Slice(start, 2 * count));
    }

    /// <summary>Sum of the weights of an entity's edges.</summary>
    public double EdgeWeight(int entityId)
    {
        var at = Nodes.Find(entityId);
        return at < 0 ? 0 : data.Section<float>(SegmentSection.NodeWeight)[at];
    }

    public int FindName(ulong hash) =>
        NameTable.Find(data.Section<uint>(SegmentSection.NameHash), data.Section<int>(SegmentSection.NameValue), hash);

    public ReadOnlySpan<int> EntitiesNamed(int name)
    {
        var offsets = data.Section<int>(SegmentSection.NameEntityOffset);
        return data.Section<int>(SegmentSection.NameEntities)[offsets[name]..offsets[name + 1]];
    }

    private int ObservationCount()
    {
        var kinds = DocKind;
        var (low, high) = (0, kinds.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (kinds[middle] == (byte)Index.DocKind.Observation) { low = middle + 1; }
            else { high = middle; }
        }

        return low;
    }
}

/// <summary>The edges of one node in one segment, by rising target.</summary>
/// <param name="flow">Targets of all edges, then their weights.</param>
/// <param name="origin">Facts of all edges, then their predicates.</param>
internal readonly ref struct EdgeSpans(ReadOnlySpan<int> flow, ReadOnlySpan<int> origin)
{
    private readonly ReadOnlySpan<int> _flow = flow;
    private readonly ReadOnlySpan<int> _origin = origin;

    public int Count => _flow.Length / 2;
    public ReadOnlySpan<int> Targets => _flow[..Count];
    public ReadOnlySpan<float> Weights => MemoryMarshal.Cast<int, float>(_flow[Count..]);
    public ReadOnlySpan<int> Facts => _origin[..Count];
    public ReadOnlySpan<int> Predicates => _origin[Count..];
}
