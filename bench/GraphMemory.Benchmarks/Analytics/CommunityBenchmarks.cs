using BenchmarkDotNet.Attributes;
using GraphMemory.Kernels.Analytics;
using GraphMemory.Kernels.Analytics.Communities;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Benchmarks.Analytics;

/// <summary>
/// Louvain and Leiden as they are, beside what they beat: Louvain of the paper, which does not move nodes on the way back down, and Leiden that begins
/// with single nodes. Time counts only together with the modularity, which is printed before.
/// </summary>
public class CommunityBenchmarks
{
    private readonly Crew _crew = new(Environment.ProcessorCount);
    private readonly Crew _alone = new(1);
    private StaticGraph _graph = null!;
    private int[] _groups = [];

    [Params(10_000, 100_000)]
    public int NodeCount { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _graph = ScalefreeGraph.Of(NodeCount, NodeCount == 10_000 ? 5 : 10, _crew);
        _groups = new int[NodeCount];
        Print(nameof(LouvainOfThePaper), LouvainOfThePaper());
        Print(nameof(LouvainThereAndBack), LouvainThereAndBack());
        Print(nameof(LeidenFromSingleNodes), LeidenFromSingleNodes());
        Print(nameof(LeidenOnce), LeidenOnce());
        Print(nameof(LeidenTwice), LeidenTwice());
        Print(nameof(Labels), Labels());
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _crew.Dispose();
        _alone.Dispose();
    }

    [Benchmark(Baseline = true)]
    public int LouvainOfThePaper()
    {
        var levels = new Multilevel(_graph, CommunityObjective.Modularity, 42, _crew);
        for (var node = 0; node < NodeCount; node++) { _groups[node] = node; }
        levels.Move();
        var count = levels.Renumber();
        Follow(levels);
        while (count < levels.Level.NodeCount)
        {
            levels.Ascend(levels.Labels, count);
            levels.Move();
            count = levels.Renumber();
            Follow(levels);
        }

        return count;
    }

    [Benchmark]
    public int LouvainThereAndBack() => Louvain.Run(_graph, _groups, CommunityObjective.Modularity, 42, _crew);

    [Benchmark]
    public int LeidenFromSingleNodes()
    {
        var levels = new Multilevel(_graph, CommunityObjective.Modularity, 42, _crew);
        var refinement = new Refinement(NodeCount, _graph.Out.ArcCount, _crew.WorkerCount);
        Leiden.Iterate(levels, refinement, _crew);
        Leiden.Iterate(levels, refinement, _crew);
        levels.Labels.CopyTo(_groups, 0);
        return levels.Renumber(_groups);
    }

    [Benchmark]
    public int LeidenOnce() => Leiden.Run(_graph, _groups, CommunityObjective.Modularity, 1, 42, _crew);

    [Benchmark]
    public int LeidenTwice() => Leiden.Run(_graph, _groups, CommunityObjective.Modularity, 2, 42, _crew);

    [Benchmark]
    public int LeidenTwiceOnOneThread() => Leiden.Run(_graph, _groups, CommunityObjective.Modularity, 2, 42, _alone);

    [Benchmark]
    public int Labels() => LabelPropagation.Run(_graph, _groups, 100, 42, _crew).Groups;

    private void Follow(Multilevel levels)
    {
        foreach (ref var group in _groups.AsSpan()) { group = levels.Labels[group]; }
    }

    private void Print(string variant, int groups)
    {
        var measures = new CommunityMeasure[groups];
        var volume = CommunityMeasures.Of(_graph, _groups, measures);
        Console.WriteLine($"// {variant}: modularity {CommunityMeasures.Modularity(measures, volume, 1):F4}, {groups} communities");
    }
}
