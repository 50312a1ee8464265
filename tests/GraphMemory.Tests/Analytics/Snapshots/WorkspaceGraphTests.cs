using CsCheck;
using GraphMemory.Engine.Analytics;
using GraphMemory.Engine.Analytics.Filters;
using GraphMemory.Engine.Analytics.Snapshots;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Engine.Graph.Queries;
using GraphMemory.Tests.Graph;

namespace GraphMemory.Tests.Analytics.Snapshots;

public sealed class WorkspaceGraphTests : IDisposable
{
    private readonly MemoryFixture _memory = new();

    public void Dispose() => _memory.Dispose();

    [Fact]
    public void It_holds_what_the_live_graph_holds_whatever_was_written()
    {
        var steps = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 5], Gen.Int[0, 5], Gen.Int[0, 1]).Array[0, 30];
        steps.Sample(list =>
        {
            _memory.NewWorkspace();
            foreach (var (kind, a, b, type) in list) { Write(kind, $"n{a}", $"n{b}", $"t{type}"); }
            var (live, graph) = (_memory.Store.Read(_memory.Workspace, LiveGraph.Of), Read());
            Assert.Equal(live.Nodes.Select(node => (node.Name, node.Type)), Enumerable.Range(0, graph.NodeCount).Select(node => (graph.Name(node), graph.Types.NodeTypeNames[graph.Types.NodeTypes[node]])));
            Assert.Equal(
                live.Edges.Select(edge => (edge.From, edge.To, edge.Type, edge.Weight, edge.RecordedAtMs)),
                graph.Types.Edges.Select(edge => (edge.Source, edge.Target, graph.Types.EdgeTypeNames[edge.Type], edge.Weight, edge.RecordedAtMs)));
            Assert.All(live.Nodes, node => Assert.Equal(node.Index, graph.Find(node.Name)));
            Assert.Null(graph.Find("nobody"));
        }, iter: 40, threads: 1);
    }

    [Fact]
    public void An_earlier_position_shows_what_stood_then()
    {
        _memory.Link("a", "uses", "b");
        var before = _memory.HeadSeq;
        _memory.Link("b", "uses", "c");
        _memory.Run(new DeleteRelations([new RelationKey("a", "b", "uses")]));
        var (then, now) = (Read(before), Read());
        Assert.Equal((2, 1), (then.NodeCount, then.Types.Edges.Length));
        Assert.Equal((3, 1), (now.NodeCount, now.Types.Edges.Length));
        Assert.Equal("c", now.Name(now.Types.Edges[0].Target));
    }

    [Fact]
    public void Nodes_are_as_old_as_their_first_record()
    {
        _memory.Link("a", "uses", "b");
        _memory.Clock.Advance(TimeSpan.FromDays(1));
        _memory.Run(new CreateEntities([.. Enumerable.Range(0, 200).Select(i => new NewEntity($"e{i}", "kind", []))], Circumstances.Default));
        _memory.Clock.Advance(TimeSpan.FromDays(1));
        _memory.Link("e0", "uses", "late");
        var graph = Read();
        const long dayMs = 86_400_000;
        Assert.Equal([0, dayMs, dayMs, 2 * dayMs], new[] { "a", "e0", "e199", "late" }.Select(name => graph.Types.NodeTimesMs[graph.Find(name)!.Value]));
    }

    [Fact]
    public async Task The_same_state_is_read_once_and_any_write_makes_it_another()
    {
        _memory.Link("a", "uses", "b");
        var snapshots = new GraphSnapshots(_memory.Store, _memory.Clock);
        var (first, again) = (await SubjectAsync(snapshots, GraphFilter.None), await SubjectAsync(snapshots, GraphFilter.None));
        Assert.Same(first, again);
        _memory.Link("b", "uses", "c");
        Assert.Equal(3, (await SubjectAsync(snapshots, GraphFilter.None)).Graph.NodeCount);
        var asOf = await SubjectAsync(snapshots, new GraphFilter { AsOfSeq = 3 });
        Assert.Equal(2, asOf.Graph.NodeCount);
    }

    [Fact]
    public async Task Weights_count_when_one_of_them_is_not_1()
    {
        _memory.Link("a", "uses", "b");
        var snapshots = new GraphSnapshots(_memory.Store, _memory.Clock);
        Assert.False((await SubjectAsync(snapshots, GraphFilter.None)).Graph.IsWeighted);
        _memory.Run(new Link([new NewLink("b", "c", "uses", 0.5f, Circumstances.Default)]));
        Assert.True((await SubjectAsync(snapshots, GraphFilter.None)).Graph.IsWeighted);
    }

    private void Write(int kind, string a, string b, string type)
    {
        switch (kind)
        {
            case 0: _memory.Link(a, type, b); break;
            case 1: _memory.Remember(a, $"{b} {type}"); break;
            case 2: _memory.Run(new DeleteRelations([new RelationKey(a, b, type)])); break;
            default: _memory.Run(new DeleteEntities([a])); break;
        }
    }

    private WorkspaceGraph Read(long? seq = null) =>
        _memory.Store.Read(_memory.Workspace, read => WorkspaceGraphReading.Read(read, seq ?? read.Workspace.HeadSeq));

    private async Task<SubjectGraph> SubjectAsync(GraphSnapshots snapshots, GraphFilter filter)
    {
        var (head, seq) = snapshots.Position(_memory.Workspace, filter);
        return (await snapshots.SubjectAsync(new SubjectKey(_memory.Workspace, head, seq, filter.Canonical, true, null), filter, CancellationToken.None)).Value;
    }
}
