using GraphMemory.Kernels.Ranking;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Similarity;

/// <summary>Scores the pairs of one source after the other on every thread and keeps the best. Which thread saw a pair makes no difference: hits are in
/// one total order.</summary>
internal abstract class PairRanking : IChunkWork
{
    private readonly PairSearch _search;
    private readonly int[] _sources;
    private readonly bool[] _isSource;
    private readonly TopK[] _best;
    private readonly Chunks _chunks;

    protected PairRanking(StaticGraph graph, PairSearch search, Crew crew)
    {
        (Graph, _search, Crew) = (graph, search, crew);
        _sources = search.IsEveryPair ? [.. Enumerable.Range(0, graph.NodeCount)] : [.. search.Sources!.Distinct().Order()];
        _isSource = new bool[graph.NodeCount];
        foreach (var source in _sources) { _isSource[source] = true; }
        _best = [.. Enumerable.Range(0, crew.WorkerCount).Select(_ => new TopK(search.Top))];
        _chunks = new Chunks(_sources.Length, search.IsEveryPair ? 32 : 1);
    }

    protected StaticGraph Graph { get; }

    protected Crew Crew { get; }

    /// <summary>The best pairs, best first: segment and document of a hit are source and target.</summary>
    public Hit[] Run()
    {
        Crew.Run(this, _chunks.Count);
        var best = new TopK(_search.Top);
        foreach (var part in _best)
        {
            foreach (var hit in part.Ranked()) { best.Offer(hit); }
        }

        return best.Ranked().ToArray();
    }

    public void Execute(int chunk, int worker)
    {
        for (var i = _chunks.Start(chunk); i < _chunks.End(chunk); i++) { Rank(_sources[i], worker); }
    }

    /// <summary>Offers every pair of a source that scores above 0.</summary>
    protected abstract void Rank(int source, int worker);

    /// <summary>False: the pair is counted from its other end, or is none.</summary>
    protected bool IsAsked(int source, int target) => target != source && !(_isSource[target] && target < source);

    protected void Offer(int source, int target, double score, int worker)
    {
        if (!(score > 0) || score < _search.Threshold || (_search.OnlyUnlinked && Graph.Out.HasArc(source, target))) { return; }
        _best[worker].Offer(new Hit(source, target, score));
    }
}
