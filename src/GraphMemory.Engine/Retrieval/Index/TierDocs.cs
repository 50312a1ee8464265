using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.Retrieval.Index;

/// <summary>Which documents of a segment are in a tier, by the marks of today.</summary>
internal static class TierDocs
{
    /// <summary>Bitmap of the documents whose tier is given by a mark; null when there are none.</summary>
    public static ulong[]? Of(Segment segment, MarkSet marks, Tier tier)
    {
        ulong[]? found = null;
        foreach (var mark in marks.Marks)
        {
            if (mark.Tier != tier) { continue; }
            if (mark.IsEntity)
            {
                foreach (var doc in segment.DocsOf(mark.SubjectId))
                {
                    if (segment.DocKind[doc] == (byte)DocKind.Entity || marks.Find(segment.DocId[doc])?.Tier is null) { Set(ref found, segment, doc); }
                }
            }
            else if (mark.SubjectId > segment.Header.FromSeq && mark.SubjectId <= segment.Header.ToSeq && segment.FindDoc(mark.SubjectId) is >= 0 and var doc)
            {
                Set(ref found, segment, doc);
            }
        }

        return found;
    }

    private static void Set(ref ulong[]? bits, Segment segment, int doc)
    {
        bits ??= new ulong[(segment.DocCount + 63) / 64];
        bits[doc >> 6] |= 1UL << doc;
    }
}
