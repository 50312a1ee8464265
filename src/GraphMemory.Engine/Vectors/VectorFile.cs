using GraphMemory.Kernels.Vectors;

namespace GraphMemory.Engine.Vectors;

/// <summary>One file of vectors by itself, written and searched exactly as those of a workspace: for measuring them without one.</summary>
public sealed class VectorFile
{
    private readonly VectorSegment _segment;
    private readonly VectorChain _chain;
    private readonly VectorSearchOptions _search;

    private VectorFile(VectorSegment segment, VectorOptions options)
    {
        (_segment, _chain) = (segment, new VectorChain([segment]));
        _search = new VectorSearchOptions(options.Breadth, options.ThreadsMax, new ScratchPool());
    }

    public int Rows => _segment.Rows;

    /// <summary>What a comparison of every row reads.</summary>
    public long CodeBytes => _segment.Block.AllCodes.Length + ((long)sizeof(float) * _segment.Rows);

    public long LinkBytes => sizeof(int) * ((long)_segment.Links.Lowest.Length + _segment.Links.UpperStart.Length + _segment.Links.Upper.Length);

    /// <summary>Full vectors, of which a search reads those it ranks.</summary>
    public long ValueBytes => (long)sizeof(float) * _segment.Rows * _segment.Header.Dimensions;

    /// <summary>True when one file may hold so many vectors.</summary>
    public static bool Fits(long rows, int dimensions) => VectorSegmentBuilder.Fits(rows, dimensions);

    /// <summary>Writes vectors of unit length as rows numbered from 0.</summary>
    public static void Write(string path, IReadOnlyList<float[]> vectors, VectorOptions options, IProgress<int> progress)
    {
        var added = new NewVectors(vectors[0].Length);
        for (var row = 0; row < vectors.Count; row++) { added.Add(row, textHash: 0, vectors[row]); }
        using var stream = File.Create(path, 1 << 20);
        new VectorSegmentBuilder(new VectorHeader { ToSeq = vectors.Count }, [], added).WriteTo(stream, options, progress);
    }

    /// <summary>Opens a whole file; null when it is none.</summary>
    public static VectorFile? Open(string path, VectorOptions options) =>
        VectorData.TryMap(path) is { } data ? new VectorFile(new VectorSegment(data, path), options) : null;

    public ReadOnlySpan<float> Values(int row) => _segment.Values(row);

    /// <summary>The most similar rows with their cosine, best first.</summary>
    public IReadOnlyList<(long Row, float Similarity)> Search(float[] question, int count) =>
        [.. _chain.Search(new VectorQuestion(question), count, _ => default(AllRows), _search).Select(hit => (hit.Id, hit.Similarity))];
}
