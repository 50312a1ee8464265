using System.Collections.Concurrent;
using GraphMemory.Kernels.Graph;
using GraphMemory.Kernels.Ranking;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Engine.Retrieval.Ranking;

/// <summary>What one question works with and the next can use again. One question at a time.</summary>
internal sealed class RankingScratch
{
    public TextAnalyzer Analyzer { get; } = new();

    public TokenBuffer Tokens { get; } = new();

    public SearchScratch Search { get; } = new();

    public TopK Hits { get; } = new(RankingParameters.CandidatesMax);

    public PushScratch Push { get; } = new();

    public Dictionary<int, double> Ranks { get; } = [];

    public TermSequences Sequences { get; } = new();
}

/// <summary>Scratches that wait for a question. Thread-safe; it keeps as many as there are processors.</summary>
internal sealed class RankingScratches
{
    private readonly ConcurrentBag<RankingScratch> _waiting = [];

    public RankingScratch Take() => _waiting.TryTake(out var scratch) ? scratch : new RankingScratch();

    public void Return(RankingScratch scratch)
    {
        if (_waiting.Count < Environment.ProcessorCount) { _waiting.Add(scratch); }
    }
}
