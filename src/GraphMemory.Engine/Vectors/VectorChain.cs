using System.Collections.Immutable;
using GraphMemory.Kernels.Ranking;
using GraphMemory.Kernels.Vectors;

namespace GraphMemory.Engine.Vectors;

/// <summary>A text found by its vector.</summary>
/// <param name="Id">Fact or entity.</param>
/// <param name="Similarity">Cosine.</param>
internal readonly record struct VectorHit(long Id, float Similarity);

/// <summary>The vectors of one workspace under one model, as far as they are made: files in log order, without gaps. Immutable.</summary>
internal sealed record VectorChain(ImmutableArray<VectorSegment> Segments)
{
    /// <summary>Rows found by codes for each one that the floats then rank.</summary>
    private const int CodesPerResult = 4;

    /// <summary>Rows that stand for all of a file when the average text is asked for.</summary>
    private const int SampleRows = 512;

    /// <summary>Texts of no similarity that are counted in: a few texts are not the average of anything.</summary>
    private const int AssumedRows = 8;

    public static VectorChain Empty { get; } = new([]);

    public long CoveredSeq => Segments.IsEmpty ? 0 : Segments[^1].Header.ToSeq;

    public long Rows { get; } = Segments.Sum(segment => (long)segment.Rows);

    /// <summary>0 as long as there is no vector.</summary>
    public int Dimensions => Segments.Select(segment => segment.Header.Dimensions).FirstOrDefault(dimensions => dimensions > 0);

    /// <summary>The most similar texts, best first: found by codes, ranked by the floats.</summary>
    /// <param name="filterOf">The filter of each file.</param>
    public List<VectorHit> Search<TFilter>(in VectorQuestion question, int count, Func<VectorSegment, TFilter> filterOf, VectorSearchOptions options)
        where TFilter : struct, IRowFilter
    {
        var top = new TopK(CodesPerResult * count);
        for (var at = 0; at < Segments.Length; at++) { Segments[at].Search(in question, filterOf(Segments[at]), at, options, top); }
        var hits = new List<VectorHit>(top.Count);
        foreach (var hit in top.Ranked())
        {
            var segment = Segments[hit.Segment];
            hits.Add(new VectorHit(segment.Ids[hit.Document], FloatVector.Dot(question.Values, segment.Values(hit.Document))));
        }

        hits.Sort(static (a, b) => a.Similarity != b.Similarity ? b.Similarity.CompareTo(a.Similarity) : a.Id.CompareTo(b.Id));
        if (hits.Count > count) { hits.RemoveRange(count, hits.Count - count); }
        GC.KeepAlive(this); // mapped bytes were read through spans
        return hits;
    }

    /// <summary>Similarity of one text; null when it has no vector.</summary>
    public float? Similarity(in VectorQuestion question, long id)
    {
        foreach (var segment in Segments)
        {
            if (id > segment.Header.ToSeq) { continue; }
            var row = segment.Find(id);
            return row < 0 ? null : FloatVector.Dot(question.Values, segment.Values(row));
        }

        return null;
    }

    /// <summary>
    /// Similarity of the question to the average text, from an even sample: models of language crowd all texts into a cone (Mu and Viswanath,
    /// 2018), so what is as near as the average says nothing.
    /// </summary>
    public float AverageSimilarity(in VectorQuestion question)
    {
        var (sum, count) = (0.0, 0);
        foreach (var segment in Segments)
        {
            var block = segment.Block;
            var query = question.Query;
            var step = Math.Max(1, (int)(Rows / SampleRows));
            for (var row = 0; row < segment.Rows; row += step)
            {
                if (block.IsEmpty(row)) { continue; }
                sum += block.Similarity(in query, row);
                count++;
            }
        }

        return (float)(sum / (count + AssumedRows));
    }
}
