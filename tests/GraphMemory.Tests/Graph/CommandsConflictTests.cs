using CsCheck;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;

namespace GraphMemory.Tests.Graph;

public sealed class CommandsConflictTests : IDisposable
{
    private readonly MemoryFixture _memory = new();

    public void Dispose() => _memory.Dispose();

    [Theory]
    [InlineData("Uses tabs", "Does not use tabs", true)]
    [InlineData("Uses tabs", "Doesn't use tabs", true)]
    [InlineData("Never deploy on Friday", "Deploy on Friday", true)]
    [InlineData("Builds without gcc", "Builds with gcc", true)]
    [InlineData("Cannot run offline", "Can run offline", true)]
    [InlineData("Uses tabs", "Uses spaces", false)]
    [InlineData("Uses tabs", "uses Tabs!", false)]
    [InlineData("Does not use tabs", "Doesn't use tabs", false)]
    [InlineData("It is not", "It is", false)]
    public void Texts_that_say_the_opposite_are_found_without_a_model(string earlier, string later, bool isConflict)
    {
        var first = _memory.Remember("style", earlier);

        var second = _memory.Remember("style", later);

        Assert.True(second.IsNew);
        Assert.Equal(isConflict ? [new Conflict(first.FactId, second.FactId, ConflictKind.Polarity, null)] : [], second.Conflicts);
    }

    [Fact]
    public void Opposite_texts_about_different_entities_or_times_do_not_conflict()
    {
        _memory.Remember("a", "Uses tabs", new() { Valid = new(0, 10) });

        Assert.Empty(_memory.Remember("b", "Does not use tabs").Conflicts);
        Assert.Empty(_memory.Remember("a", "Does not use tabs", new() { Valid = new(10, 20) }).Conflicts);
    }

    [Fact]
    public void A_denied_relation_contradicts_an_affirmed_one_until_the_conflict_is_explained_and_decided()
    {
        var affirmed = _memory.Link("svc", "uses", "redis").FactId;
        var denied = _memory.Link("svc", "uses", "redis", new() { Polarity = Polarity.Denied }).FactId;

        var view = Assert.Single(_memory.Queries.Conflicts(_memory.Workspace, openOnly: true, 10));
        Assert.Equal((affirmed, denied), (view.Earlier.Fact.Id, view.Later.Fact.Id));
        Assert.Contains("\"svc uses redis\" is both affirmed and denied", view.Explanation, StringComparison.Ordinal);

        var resolved = _memory.Run(new ResolveConflict(affirmed, denied, ConflictDecision.KeepLater));

        Assert.NotNull(resolved.ResolvedSeq);
        Assert.Empty(_memory.Queries.Conflicts(_memory.Workspace, openOnly: true, 10));
        Assert.Single(_memory.Queries.Conflicts(_memory.Workspace, openOnly: false, 10));
        Assert.Equal(GraphProblems.ConflictNotFound, _memory.Try(new ResolveConflict(affirmed, denied, ConflictDecision.KeepLater)).Problem!.Code);
    }

    [Theory]
    [InlineData(ConflictDecision.KeepEarlier, true, false)]
    [InlineData(ConflictDecision.KeepLater, false, true)]
    [InlineData(ConflictDecision.KeepBoth, true, true)]
    [InlineData(ConflictDecision.KeepNeither, false, false)]
    public void A_decision_closes_what_is_not_kept(ConflictDecision decision, bool earlierLives, bool laterLives)
    {
        _memory.Run(new DeclarePredicate("branch", IsFunctional: true));
        var earlier = _memory.Link("repo", "branch", "main").FactId;
        var later = _memory.Link("repo", "branch", "trunk").FactId;

        _memory.Run(new ResolveConflict(earlier, later, decision));

        Assert.Equal((earlierLives, laterLives), (_memory.Fact(earlier).IsLive, _memory.Fact(later).IsLive));
    }

    [Fact]
    public void Every_kind_of_conflict_says_why()
    {
        _memory.Run(new DeclarePredicate("branch", IsFunctional: true));
        _memory.Link("repo", "branch", "main");
        _memory.Link("repo", "branch", "trunk");
        _memory.Remember("style", "Uses tabs");
        _memory.Remember("style", "Does not use tabs");

        var why = _memory.Queries.Conflicts(_memory.Workspace, openOnly: true, 10).Select(view => view.Explanation).ToList();

        Assert.Equal("repo has one branch at a time, but main and trunk are both stated for overlapping times.", why[0]);
        Assert.Equal("Two observations about style say the opposite of each other for overlapping times.", why[1]);
    }

    [Fact]
    public void Declaring_a_predicate_functional_finds_what_was_recorded_before()
    {
        var first = _memory.Link("repo", "branch", "main").FactId;
        var second = _memory.Link("repo", "branch", "trunk").FactId;
        _memory.Link("repo", "branch", "old", new() { SupersedesId = first });
        _memory.Link("other", "branch", "main");
        Assert.Empty(_memory.Queries.Conflicts(_memory.Workspace, openOnly: true, 10));

        Assert.True(_memory.Run(new DeclarePredicate("branch", IsFunctional: true)).IsFunctional);
        _memory.Run(new DeclarePredicate("branch", IsFunctional: true));

        var found = Assert.Single(_memory.Queries.Conflicts(_memory.Workspace, openOnly: true, 10)).Conflict;
        Assert.Equal((first, second, ConflictKind.Functional), (found.EarlierId, found.LaterId, found.Kind));
    }

    [Fact]
    public void Conflicts_agree_with_brute_force() => Statement.Sequence.Sample(statements =>
    {
        _memory.NewWorkspace();
        _memory.Run(new DeclarePredicate("f", IsFunctional: true));
        var recorded = new List<(Statement Statement, long Id)>();
        var expected = new HashSet<(long, long)>();
        foreach (var statement in statements)
        {
            var reply = statement.Record(_memory, recorded);
            if (!reply.IsNew) { continue; }
            foreach (var earlier in recorded.Where(earlier => earlier.Statement.Contradicts(statement))) { expected.Add((earlier.Id, reply.FactId)); }
            recorded.Add((statement, reply.FactId));
        }

        var found = _memory.Queries.Conflicts(_memory.Workspace, openOnly: true, GraphQueries.PageMax);
        Assert.Equal(expected, found.Select(view => (view.Conflict.EarlierId, view.Conflict.LaterId)).ToHashSet());
        Assert.Equal(expected.Count, found.Length);
    }, iter: 30, threads: 1);
}
