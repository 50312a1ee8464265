using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;

namespace GraphMemory.Tests.Graph;

public sealed class CommandsTests : IDisposable
{
    private readonly MemoryFixture _memory = new();

    public void Dispose() => _memory.Dispose();

    [Fact]
    public void A_text_about_nothing_becomes_a_note_and_the_same_text_the_same_note()
    {
        var first = _memory.Remember(null, "The build needs gcc");
        var again = _memory.Remember(null, "The build needs gcc");
        var other = _memory.Remember(null, "The build needs clang");

        Assert.Equal((first.FactId, false), (again.FactId, again.IsNew));
        Assert.NotEqual(first.EntityName, other.EntityName);
        Assert.Equal(Entity.NoteType, _memory.Queries.Fact(_memory.Workspace, first.FactId).Value.SubjectType);
    }

    [Fact]
    public void An_entity_that_is_remembered_first_gets_the_type_that_came_with_it()
    {
        _memory.Run(new Remember([new("x", "api", "service", Circumstances.Default), new("y", "web", null, Circumstances.Default)]));

        Assert.Equal(["service", Remember.DefaultType], _memory.Queries.ReadGraph(_memory.Workspace).Entities.Select(entity => entity.Type));
    }

    [Fact]
    public void Everything_that_a_statement_carries_comes_back()
    {
        var before = _memory.Remember("api", "Uses port 80").FactId;
        var circumstances = new Circumstances
        {
            Valid = new(1_000, 2_000), SupersedesId = before, Confidence = 0.25f, Tags = ["net", "ops"],
            Provenance = new("ann", "ide", "remember", "s1", "src/Api.cs", "abc", "https://example.org"),
            Metadata = Circumstances.Default.Metadata.Add("time", "noon"),
        };

        var statement = _memory.Fact(_memory.Remember("api", "Uses port 8080", circumstances).FactId).Statement;

        Assert.Equal((circumstances.Valid, circumstances.SupersedesId, 0.25f), (statement.Valid, statement.SupersedesId, statement.Confidence));
        Assert.Equal(circumstances.Provenance, statement.Provenance);
        Assert.Equal(circumstances.Tags, statement.Tags);
        Assert.Equal(circumstances.Metadata, statement.Metadata);
    }

    [Fact]
    public void A_statement_cannot_correct_what_was_never_recorded()
    {
        var corrects = new Circumstances { SupersedesId = 77 };

        Assert.Equal(GraphProblems.FactNotFound, _memory.Try(new Remember([new("x", "a", null, corrects)])).Problem!.Code);
        Assert.Equal(GraphProblems.FactNotFound, _memory.Try(new Link([new("a", "b", "t", 1, corrects)])).Problem!.Code);
        Assert.Equal(0, _memory.HeadSeq);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_statement_that_was_overruled_is_new_when_it_is_made_again(bool isObservation)
    {
        Recorded State(Polarity polarity) => isObservation
            ? _memory.Remember("api", "Uses redis", new() { Polarity = polarity })
            : _memory.Link("api", "uses", "redis", new() { Polarity = polarity });

        Assert.True(State(Polarity.Affirmed).IsNew);
        Assert.False(State(Polarity.Affirmed).IsNew);
        Assert.True(State(Polarity.Retracted).IsNew);
        Assert.False(State(Polarity.Retracted).IsNew);
        Assert.True(State(Polarity.Affirmed).IsNew);
        Assert.Single(_memory.Queries.AsOf(_memory.Workspace, "api", null, new(0, _memory.HeadSeq)));
    }

    [Fact]
    public void The_first_object_of_a_functional_predicate_is_new_again_after_another_took_its_place()
    {
        _memory.Run(new DeclarePredicate("branch", IsFunctional: true));

        Assert.True(_memory.Link("repo", "branch", "main").IsNew);
        Assert.True(_memory.Link("repo", "branch", "trunk").IsNew);
        Assert.True(_memory.Link("repo", "branch", "main").IsNew);
        Assert.Equal("main", Assert.Single(_memory.Queries.AsOf(_memory.Workspace, "repo", "branch", new(0, _memory.HeadSeq))).Object);
    }

    [Fact]
    public void Statements_about_other_times_do_not_repeat_each_other()
    {
        Assert.True(_memory.Link("a", "uses", "b", new() { Valid = new(0, 10) }).IsNew);
        Assert.True(_memory.Link("a", "uses", "b", new() { Valid = new(20, 30) }).IsNew);
        Assert.False(_memory.Link("a", "uses", "b", new() { Valid = new(0, 10) }).IsNew);
    }

    [Fact]
    public void An_updated_observation_closes_the_old_version_and_corrects_it()
    {
        var old = _memory.Remember("api", "Uses tabs").FactId;

        var updated = _memory.Run(new Remember([new("Does not use tabs", "api", null, new() { SupersedesId = old })]))[0];

        Assert.Empty(updated.Conflicts);
        Assert.False(_memory.Fact(old).IsLive);
        Assert.Equal(old, _memory.Fact(updated.FactId).Statement.SupersedesId);
        Assert.Equal(GraphProblems.FactNotFound, _memory.Try(new Remember([new("x", "api", null, new() { SupersedesId = 999 })])).Problem!.Code);
    }

    [Fact]
    public void A_relation_that_an_observation_corrects_keeps_its_own_time()
    {
        var relation = _memory.Link("a", "uses", "b").FactId;

        _memory.Run(new Remember([new("uses c since May", "a", null, new() { SupersedesId = relation })]));

        Assert.True(_memory.Fact(relation).IsLive);
    }

    [Fact]
    public void Forgetting_closes_facts_and_entities_but_keeps_their_history()
    {
        var (first, second) = (_memory.Remember("a", "x").FactId, _memory.Remember("a", "y").FactId);
        var relation = _memory.Link("b", "uses", "a").FactId;
        var before = _memory.HeadSeq;

        Assert.Equal([first], _memory.Run(new Forget([first], [])));
        Assert.Equal([second, relation], _memory.Run(new Forget([], ["a"])));

        Assert.Empty(_memory.Queries.OpenNodes(_memory.Workspace, ["a"]).Entities);
        Assert.Equal(2, _memory.Queries.AsOf(_memory.Workspace, "a", null, new(0, before)).Length);
        Assert.Equal(3, _memory.Queries.Timeline(_memory.Workspace, "a", 10).Value.Length);
    }

    [Fact]
    public void What_cannot_be_forgotten_is_told_and_nothing_changes()
    {
        var id = _memory.Remember("a", "x").FactId;

        Assert.Equal(GraphProblems.FactNotFound, _memory.Try(new Forget([id, 99], [])).Problem!.Code);
        Assert.Equal(GraphProblems.EntityNotFound, _memory.Try(new Forget([id], ["nobody"])).Problem!.Code);
        Assert.True(_memory.Fact(id).IsLive);
    }

    [Fact]
    public void Purging_erases_an_entity_in_all_its_versions_with_everything_about_it()
    {
        _memory.Remember("a", "old secret");
        _memory.Run(new DeleteEntities(["a"]));
        _memory.Remember("a", "new secret");
        _memory.Link("b", "uses", "a");
        _memory.Remember("b", "stays");

        Assert.Equal(3, _memory.Run(new Purge([], ["a"])).Length);

        Assert.Equal(GraphProblems.EntityNotFound, _memory.Queries.Timeline(_memory.Workspace, "a", 10).Problem!.Code);
        Assert.Equal("stays", Assert.Single(_memory.Queries.Timeline(_memory.Workspace, "b", 10).Value).Fact.Statement.Text);
    }

    [Fact]
    public void Purging_the_text_of_a_note_takes_the_note_along()
    {
        var note = _memory.Remember(null, "secret");
        var kept = _memory.Remember("a", "x");

        _memory.Run(new Purge([note.FactId, kept.FactId], []));

        Assert.Empty(_memory.Store.Read(_memory.Workspace, read => read.EntitiesNamed(note.EntityName)));
        Assert.Single(_memory.Store.Read(_memory.Workspace, read => read.EntitiesNamed("a")));
    }

    [Fact]
    public void What_cannot_be_purged_is_told_and_nothing_changes()
    {
        var id = _memory.Remember("a", "x").FactId;

        Assert.Equal(GraphProblems.FactNotFound, _memory.Try(new Purge([id, 99], [])).Problem!.Code);
        Assert.Equal(GraphProblems.EntityNotFound, _memory.Try(new Purge([id], ["nobody"])).Problem!.Code);
        Assert.Equal("x", _memory.Fact(id).Statement.Text);
    }

    [Fact]
    public void A_repeated_key_gives_the_first_reply_and_changes_nothing()
    {
        var command = new Remember([new("x", "a", null, Circumstances.Default)]);

        var first = Keyed("k", 1, command);
        var head = _memory.HeadSeq;
        var again = Keyed("k", 1, new Remember([new("y", "a", null, Circumstances.Default)]));

        Assert.Equal(first.Value, again.Value);
        Assert.Equal(head, _memory.HeadSeq);
    }

    [Fact]
    public void A_key_is_refused_for_another_request_and_free_after_a_failure()
    {
        var good = new Remember([new("x", "a", null, Circumstances.Default)]);

        Assert.Equal(GraphProblems.FactNotFound, Keyed("k", 1, new Remember([new("x", "a", null, new() { SupersedesId = 9 })])).Problem!.Code);
        Assert.True(Keyed("k", 2, good).IsSuccess);
        Assert.Equal(GraphProblems.KeyReused, Keyed("k", 3, good).Problem!.Code);
        Assert.Equal("observations[0].text", Keyed("new", 1, new Remember([new("", "a", null, Circumstances.Default)])).Problem!.Fields[0].Field);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(201)]
    public void A_key_has_a_length_that_can_be_kept(int length) => Assert.Equal(
        "idempotencyKey", Keyed(new string('k', length), 1, new Remember([new("x", "a", null, Circumstances.Default)])).Problem!.Fields[0].Field);

    [Fact]
    public async Task A_command_without_a_key_runs_each_time()
    {
        var command = new Remember([new("x", "a", null, Circumstances.Default)]);

        Assert.True((await _memory.Commands.ExecuteAsync(_memory.Workspace, command, idempotency: null, TestContext.Current.CancellationToken)).Value[0].IsNew);
        Assert.False((await _memory.Commands.ExecuteAsync(_memory.Workspace, command, idempotency: null, TestContext.Current.CancellationToken)).Value[0].IsNew);
    }

    private Result<long> Keyed(string key, long hash, Remember command) => _memory.Commands.ExecuteAsync(
        _memory.Workspace, new FactIdOf(command), new Idempotency<long>(key, hash, BitConverter.GetBytes, bytes => BitConverter.ToInt64(bytes)),
        CancellationToken.None).GetAwaiter().GetResult();

    private sealed record FactIdOf(Remember Command) : IGraphCommand<long>
    {
        public Problem? Check(GraphLimits limits) => Command.Check(limits);

        public Result<long> Apply(IWorkspaceWrite write) => Command.Apply(write).Map(recorded => recorded[0].FactId);
    }
}
