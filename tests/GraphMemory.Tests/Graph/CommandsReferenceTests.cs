using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;

namespace GraphMemory.Tests.Graph;

/// <summary>The commands behind the nine tools of the reference memory server.</summary>
public sealed class CommandsReferenceTests : IDisposable
{
    private readonly MemoryFixture _memory = new();

    public void Dispose() => _memory.Dispose();

    [Fact]
    public void A_new_entity_keeps_its_first_observations_and_one_that_exists_is_left_as_it_is()
    {
        var first = _memory.Run(new CreateEntities([new("api", "service", ["listens on 8080", "listens on 8080"])], Circumstances.Default));
        var second = _memory.Run(new CreateEntities([new("api", "database", ["other"]), new("web", "service", [])], Circumstances.Default));

        Assert.Equal(["listens on 8080"], Assert.Single(first).Observations);
        Assert.Equal("web", Assert.Single(second).Name);
        var api = _memory.Queries.OpenNodes(_memory.Workspace, ["api"]).Entities[0];
        Assert.Equal(("service", "listens on 8080"), (api.Type, Assert.Single(api.Observations)));
    }

    [Fact]
    public void An_end_that_a_relation_named_can_be_declared_later()
    {
        _memory.Run(new CreateRelations([new("api", "db", "uses")], Circumstances.Default));
        Assert.Empty(_memory.Queries.ReadGraph(_memory.Workspace).Entities);

        _memory.Run(new CreateEntities([new("db", "database", ["holds orders"])], Circumstances.Default));

        var graph = _memory.Queries.ReadGraph(_memory.Workspace);
        Assert.Equal(("db", "database"), (graph.Entities[0].Name, graph.Entities[0].Type));
        Assert.Equal(new RelationKey("api", "db", "uses"), Assert.Single(graph.Relations));
    }

    [Fact]
    public void Empty_names_and_texts_go_through_as_in_the_reference_server()
    {
        _memory.Run(new CreateEntities([new("", "", [""])], Circumstances.Default));
        _memory.Run(new CreateRelations([new("", "", "")], Circumstances.Default));

        var graph = _memory.Queries.ReadGraph(_memory.Workspace);
        Assert.Equal("", Assert.Single(Assert.Single(graph.Entities).Observations));
        Assert.Equal(new RelationKey("", "", ""), Assert.Single(graph.Relations));
    }

    [Fact]
    public void Relations_that_stand_are_not_created_again()
    {
        Assert.Single(_memory.Run(new CreateRelations([new("a", "b", "uses"), new("a", "b", "uses")], Circumstances.Default)));
        Assert.Single(_memory.Run(new CreateRelations([new("a", "b", "uses"), new("b", "a", "uses")], Circumstances.Default)));
    }

    [Fact]
    public void Observations_are_added_once_and_all_or_nothing()
    {
        _memory.Run(new CreateEntities([new("a", "t", ["x"])], Circumstances.Default));

        var added = _memory.Run(new AddObservations([new("a", ["x", "y", "y"])], Circumstances.Default));
        var missing = _memory.Try(new AddObservations([new("a", ["z"]), new("nobody", ["z"])], Circumstances.Default));

        Assert.Equal(["y"], added[0].Texts);
        Assert.Equal(GraphProblems.EntityNotFound, missing.Problem!.Code);
        Assert.Equal(["x", "y"], _memory.Queries.OpenNodes(_memory.Workspace, ["a"]).Entities[0].Observations);
    }

    [Fact]
    public void An_entity_that_is_only_named_takes_no_observations()
    {
        _memory.Link("a", "uses", "b");

        Assert.Equal(GraphProblems.EntityNotFound, _memory.Try(new AddObservations([new("a", ["z"])], Circumstances.Default)).Problem!.Code);
    }

    [Fact]
    public void Deleting_an_entity_takes_its_facts_and_the_relations_to_it()
    {
        _memory.Run(new CreateEntities([new("a", "t", ["x"]), new("b", "t", ["y"])], Circumstances.Default));
        _memory.Link("a", "uses", "b");
        _memory.Link("b", "uses", "b");

        Assert.Equal(1, _memory.Run(new DeleteEntities(["b", "nobody"])));

        var graph = _memory.Queries.ReadGraph(_memory.Workspace);
        Assert.Equal("a", Assert.Single(graph.Entities).Name);
        Assert.Empty(graph.Relations);
        Assert.Equal(new WorkspaceCounts(1, 1, 0, 0), _memory.Store.Read(_memory.Workspace, read => read.Counts()));
    }

    [Fact]
    public void A_name_is_free_again_after_its_entity_is_deleted()
    {
        _memory.Run(new CreateEntities([new("a", "old", ["x"])], Circumstances.Default));
        _memory.Run(new DeleteEntities(["a"]));

        _memory.Run(new CreateEntities([new("a", "new", [])], Circumstances.Default));

        var entity = Assert.Single(_memory.Queries.ReadGraph(_memory.Workspace).Entities);
        Assert.Equal("new", entity.Type);
        Assert.Empty(entity.Observations);
    }

    [Fact]
    public void Observations_are_deleted_by_exact_text()
    {
        _memory.Run(new CreateEntities([new("a", "t", ["x", "y", "X"])], Circumstances.Default));

        Assert.Equal(2, _memory.Run(new DeleteObservations([new("a", ["x", "y", "z"]), new("nobody", ["x"])])));

        Assert.Equal(["X"], _memory.Queries.OpenNodes(_memory.Workspace, ["a"]).Entities[0].Observations);
    }

    [Fact]
    public void Relations_are_deleted_by_ends_and_type()
    {
        _memory.Run(new CreateRelations([new("a", "b", "uses"), new("a", "b", "owns"), new("b", "a", "uses")], Circumstances.Default));

        Assert.Equal(1, _memory.Run(new DeleteRelations([new("a", "b", "uses"), new("a", "c", "uses"), new("c", "a", "uses")])));

        Assert.Equal([new("a", "b", "owns"), new("b", "a", "uses")], _memory.Queries.ReadGraph(_memory.Workspace).Relations);
    }

    public static TheoryData<string, Func<MemoryProbe, Problem?>> BadRequests => new()
    {
        { "entities[0].name", probe => probe.Of(new CreateEntities([new(new string('x', 1_025), "t", [])], Circumstances.Default)) },
        { "entities[1].observations[0]", probe => probe.Of(new CreateEntities([new("a", "t", []), new("b", "t", [new string('x', 262_145)])], Circumstances.Default)) },
        { "relations[0].to", probe => probe.Of(new CreateRelations([new("a", new string('x', 1_025), "t")], Circumstances.Default)) },
        { "relations[0].relationType", probe => probe.Of(new CreateRelations([new("a", "b", new string('x', 1_025))], Circumstances.Default)) },
        { "observations[0].contents[0]", probe => probe.Of(new AddObservations([new("a", [new string('x', 262_145)])], Circumstances.Default)) },
        { "observations[0].text", probe => probe.Of(new Remember([new("", null, null, Circumstances.Default)])) },
        { "observations[0].about", probe => probe.Of(new Remember([new("x", "", null, Circumstances.Default)])) },
        { "links[0].from", probe => probe.Of(new Link([new(" ", "b", "t", 1, Circumstances.Default)])) },
        { "links[0].weight", probe => probe.Of(new Link([new("a", "b", "t", 1.5f, Circumstances.Default)])) },
        { "links[0].confidence", probe => probe.Of(new Link([new("a", "b", "t", 1, new() { Confidence = float.NaN })])) },
        { "links[0].validTo", probe => probe.Of(new Link([new("a", "b", "t", 1, new() { Valid = new(5, 5) })])) },
        { "links[0].tags", probe => probe.Of(new Link([new("a", "b", "t", 1, new() { Tags = [.. Enumerable.Range(0, 65).Select(i => $"{i}")] })])) },
        { "links[0].tags[0]", probe => probe.Of(new Link([new("a", "b", "t", 1, new() { Tags = ["a\u001fb"] })])) },
        { "links[0].metadata", probe => probe.Of(new Link([new("a", "b", "t", 1, new() { Metadata = Circumstances.Default.Metadata.Add("k", new string('v', 16_384)) })])) },
        { "predicate", probe => probe.Of(new DeclarePredicate(FactDraft.ObservationPredicate, true)) },
        { "factIds", probe => probe.Of(new Forget([.. Enumerable.Range(0, 20_001).Select(i => (long)i)], [])) },
    };

    [Theory]
    [MemberData(nameof(BadRequests), DisableDiscoveryEnumeration = true)]
    public void A_bad_field_is_named_and_nothing_is_written(string field, Func<MemoryProbe, Problem?> request)
    {
        var problem = request(new MemoryProbe(_memory));

        Assert.Equal(field, Assert.Single(problem!.Fields).Field);
        Assert.Equal(0, _memory.HeadSeq);
    }

    public sealed class MemoryProbe
    {
        private readonly MemoryFixture _memory;

        internal MemoryProbe(MemoryFixture memory) => _memory = memory;

        public Problem? Of<T>(IGraphCommand<T> command) => _memory.Try(command).Problem;
    }
}
