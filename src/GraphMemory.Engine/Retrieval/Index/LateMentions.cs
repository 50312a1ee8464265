using System.Text;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Engine.Retrieval.Index;

/// <summary>Ties a new entity to the older texts that already name it, found by their terms.</summary>
internal static class LateMentions
{
    /// <summary>A name found in more older texts than this says little about any of them.</summary>
    private const int MentionsMax = 256;

    public static void Find(long entityId, ReadOnlySpan<byte> nameUtf8, IReadOnlyList<Segment> older, DocumentTerms terms, Mentions mentions)
    {
        var spoken = NameWords.Spoken(Encoding.UTF8.GetString(nameUtf8));
        terms.AnalyzeChars(spoken);
        Span<int> ordinals = stackalloc int[PostingsIntersection.TermsMax];
        Span<int> docs = stackalloc int[MentionsMax + 1];
        foreach (var segment in older)
        {
            var count = Ordinals(segment, terms.Tokens, ordinals);
            if (count == 0) { continue; }
            var found = PostingsIntersection.Collect(segment.Postings, ordinals[..count], 0, docs);
            if (found > MentionsMax) { continue; }
            foreach (var doc in docs[..found]) { Link(entityId, segment, doc, ordinals[..count], mentions); }
        }
    }

    private static void Link(long entityId, Segment segment, int doc, ReadOnlySpan<int> ordinals, Mentions mentions)
    {
        var subject = segment.DocEntity[doc];
        if (segment.DocKind[doc] != (byte)DocKind.Observation || segment.DocClosed[doc] != 0 || subject == entityId) { return; }
        if (segment.HoldsInARow(doc, ordinals)) { mentions.Add(subject, entityId, segment.DocId[doc], bearers: 1); }
    }

    /// <summary>The name's terms in this segment in order; 0 when one is unknown there.</summary>
    private static int Ordinals(Segment segment, TokenBuffer name, Span<int> ordinals)
    {
        var count = 0;
        for (var i = 0; i < name.Count && count < ordinals.Length; i++)
        {
            if (name[i].Stop || name[i].Kind is TokenKind.Whole or TokenKind.Character) { continue; }
            var ordinal = segment.Terms.Find(name.Term(i));
            if (ordinal < 0) { return 0; }
            ordinals[count++] = ordinal;
        }

        return count;
    }
}
