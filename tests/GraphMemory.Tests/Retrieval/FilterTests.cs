using System.Collections.Immutable;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Engine.Retrieval;

namespace GraphMemory.Tests.Retrieval;

/// <summary>What is left out stays out by whichever way it could come in: text, graph, relation, or the newest facts.</summary>
public sealed class FilterTests : IDisposable
{
    private readonly TestMemory _memory = new();

    public void Dispose() => _memory.Dispose();

    [Fact]
    public void A_relation_recorded_outside_the_asked_time_is_no_answer()
    {
        var early = _memory.Link("checkout", "depends_on", "postgres");
        _memory.Clock.Advance(TimeSpan.FromHours(1));
        var border = _memory.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        var late = _memory.Link("checkout", "depends_on", "redis");

        Assert.Equal([early], Relations("what does checkout depend on", new RecallFilter { RecordedToMs = border }));
        Assert.Equal([late], Relations("what does checkout depend on", new RecallFilter { RecordedFromMs = border }));
        Assert.Equal([early, late], Relations("what does checkout depend on", RecallFilter.None).Order());
    }

    [Fact]
    public void A_relation_obeys_the_filters_on_type_entity_and_valid_time()
    {
        var now = _memory.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        _memory.Remember("A shop.", "checkout", type: "service");
        var past = _memory.Do(new Link([new NewLink("checkout", "mysql", "depends_on", 1, Circumstances.Default with { Valid = new ValidTime(ValidTime.Beginning, now - 10) })]))[0].FactId;
        var present = _memory.Link("checkout", "depends_on", "postgres");

        Assert.Equal([present], Relations("what does checkout depend on", RecallFilter.None));
        Assert.Equal([past, present], Relations("what does checkout depend on", new RecallFilter { ValidAtMs = now - 11 }).Order());
        Assert.Equal([present], Relations("what does checkout depend on", new RecallFilter { Types = ["service"], About = ["checkout"] }));
        Assert.Empty(Relations("what does checkout depend on", new RecallFilter { Types = ["team"] }));
        Assert.Empty(Relations("what does checkout depend on", new RecallFilter { About = ["postgres"] }));
    }

    [Fact]
    public void The_newest_facts_obey_the_filters_too()
    {
        var tagged = _memory.Remember("Deploy on Tuesday.", "ops", Circumstances.Default with { Tags = ["rule"] });
        var gone = _memory.Remember("Deploy on Friday.", "dev");
        var newest = _memory.Remember("Deploy on Sunday.", "dev");
        _memory.Recall.Warm(_memory.WorkspaceId);
        _memory.Do(new Forget([gone], []));

        Assert.Equal([newest, tagged], Ids("what is it?", RecallFilter.None));
        Assert.Equal([tagged], Ids("what is it?", new RecallFilter { Tags = ["rule"] }));
        Assert.Equal([newest], Ids("what is it?", new RecallFilter { About = ["dev"] }));
        Assert.Empty(Ids("what is it?", new RecallFilter { Tags = ["nowhere"] }));
        Assert.Single(_memory.Ask("what is it?", request => request with { Limit = 1 }));
    }

    [Fact]
    public void A_fact_that_only_the_walk_reaches_is_left_out_by_the_same_filters()
    {
        _memory.Remember("Checkout is written in Go.", "checkout");
        var far = _memory.Remember("Runs on three nodes.", "postgres", type: "database");
        _memory.Link("checkout", "stores_in", "postgres");

        Assert.Contains(far, Ids("checkout", RecallFilter.None));
        Assert.Equal([far], Ids("checkout", new RecallFilter { Types = ["database"] }));
        Assert.DoesNotContain(far, Ids("checkout", new RecallFilter { Types = ["concept"] }));
        Assert.DoesNotContain(far, Ids("checkout", new RecallFilter { AsOfSeq = far - 1 }));
        Assert.DoesNotContain(far, Ids("\"written in go\"", RecallFilter.None));
    }

    [Fact]
    public void Each_component_can_be_switched_off_and_leaves_its_score_at_zero()
    {
        _memory.Remember("The gateway retries failed requests.", "gateway", Circumstances.Default with { Provenance = new Provenance(Session: "s") });
        _memory.Remember("The gateway logs failed requests twice.", "gateway", Circumstances.Default with { Provenance = new Provenance(Session: "s") });
        _memory.Remember("Requests are failed by the proxy.", "proxy");

        RecallProof First(RecallComponents components) => _memory.Ask("gateway failed requests", request => request with { Components = components })[0].Proof;
        var all = First(RecallComponents.All);
        Assert.True(all is { Text: > 0, Proximity: > 0, Feedback: > 0, Neighbours: > 0, Graph: > 0 });
        Assert.Equal(0, First(RecallComponents.All & ~RecallComponents.Proximity).Proximity);
        Assert.Equal(0, First(RecallComponents.All & ~RecallComponents.Feedback).Feedback);
        Assert.Equal(0, First(RecallComponents.All & ~RecallComponents.Neighbours).Neighbours);
        Assert.Equal(1, First(RecallComponents.All & ~RecallComponents.Priors).Prior);
        Assert.Empty(First(RecallComponents.All & ~RecallComponents.Graph).Path);
    }

    [Fact]
    public void Confidence_and_age_lower_a_fact_among_equals()
    {
        var doubtful = _memory.Remember("The gateway listens on port one.", "a", Circumstances.Default with { Confidence = 0.5f });
        var old = _memory.Remember("The gateway listens on port two.", "b");
        _memory.Clock.Advance(TimeSpan.FromDays(400));
        var fresh = _memory.Remember("The gateway listens on port six.", "c");

        Assert.Equal([fresh, old, doubtful], Ids("gateway listens", RecallFilter.None));
    }

    [Fact]
    public void A_path_leads_over_a_mention_and_names_the_text_that_makes_it()
    {
        _memory.Remember("Likes tea.", "Bob");
        var mention = _memory.Remember("Maintains the Nightjar every week.", "Bob");
        var far = _memory.Remember("A build tool from the early days.", "Nightjar");

        var item = Assert.Single(_memory.Ask("Bob tea"), item => item.Id == far);

        Assert.Equal(new PathStep("Bob", "mentions", "Nightjar", mention), Assert.Single(item.Proof.Path));
    }

    private ImmutableArray<long> Ids(string query, RecallFilter filter) => [.. _memory.Ask(query, request => request with { Filter = filter }).Select(item => item.Id)];

    private IEnumerable<long> Relations(string query, RecallFilter filter) =>
        _memory.Ask(query, request => request with { Filter = filter }).Where(item => item.Fact is { Fact.Statement.Kind: FactKind.Relation }).Select(item => item.Id);
}
