using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Engine.Retrieval;

namespace GraphMemory.Tests.Retrieval;

public sealed class RecallTests : IDisposable
{
    private readonly TestMemory _memory = new();

    public void Dispose() => _memory.Dispose();

    [Fact]
    public void A_fact_is_found_by_a_word_of_its_text_as_soon_as_it_is_acknowledged()
    {
        var id = _memory.Remember("The gateway retries failed requests three times.", "gateway");
        _memory.Remember("Coffee is in the kitchen.");

        var items = _memory.Ask("how often are requests retried?");

        Assert.Equal(id, items[0].Id);
        Assert.Equal("gateway", items[0].Entity);
        Assert.Contains("request", items[0].Proof.Terms);
    }

    [Fact]
    public void A_fact_two_hops_away_is_found_over_the_graph_and_the_path_says_how()
    {
        _memory.Remember("Checkout is written in Go.", "checkout");
        var about = _memory.Remember("Runs version sixteen on three nodes.", "postgres");
        _memory.Link("checkout", "stores_in", "postgres");

        var items = _memory.Ask("checkout");

        var far = Assert.Single(items, item => item.Id == about);
        var step = Assert.Single(far.Proof.Path);
        Assert.Equal(("checkout", "stores_in", "postgres"), (step.From, step.Via, step.To));
    }

    [Fact]
    public void A_text_that_names_another_entity_leads_to_it_whichever_came_first()
    {
        _memory.Remember("Alice wrote the parser of Nightjar.", "Alice");
        var second = _memory.Remember("A build tool from the early days.", "Nightjar");
        _memory.Remember("Nightjar is what Bob maintains.", "Bob");

        Assert.Contains(_memory.Ask("Alice"), item => item.Id == second);
        Assert.Contains(_memory.Ask("Bob"), item => item.Id == second);
    }

    [Fact]
    public void A_relation_is_an_answer_when_the_question_names_an_end_and_the_relation()
    {
        var id = _memory.Link("checkout", "depends_on", "postgres");
        _memory.Link("checkout", "owned_by", "payments");

        var relations = _memory.Ask("what does checkout depend on").Where(item => item.Fact is { Fact.Statement.Kind: FactKind.Relation });

        Assert.Equal(id, Assert.Single(relations).Id);
    }

    [Fact]
    public void A_forgotten_fact_is_gone_from_the_next_answer()
    {
        var id = _memory.Remember("The cache holds a thousand entries.", "cache");
        Assert.Contains(_memory.Ask("cache entries"), item => item.Id == id);

        _memory.Do(new Forget([id], []));

        Assert.DoesNotContain(_memory.Ask("cache entries"), item => item.Id == id);
    }

    [Fact]
    public void A_forgotten_fact_is_still_found_as_of_the_time_before()
    {
        var id = _memory.Remember("The cache holds a thousand entries.", "cache");
        var before = _memory.Recall.Warm(_memory.WorkspaceId);
        _memory.Do(new Forget([id], []));

        var items = _memory.Ask("cache entries", request => request with { Filter = new RecallFilter { AsOfSeq = before } });

        Assert.Equal(id, items[0].Id);
    }

    [Fact]
    public void Quoted_words_must_stand_together()
    {
        var together = _memory.Remember("Use the connection pool of the driver.");
        _memory.Remember("The pool has one connection too few.");

        Assert.Equal(together, Assert.Single(_memory.Ask("\"connection pool\"")).Id);
    }

    [Fact]
    public void A_star_matches_every_continuation()
    {
        var id = _memory.Remember("Uses Kubernetes in production.");
        _memory.Remember("Uses paper in production.");

        Assert.Equal(id, _memory.Ask("kuber*")[0].Id);
    }

    [Fact]
    public void Filters_restrict_by_tag_type_entity_session_and_time()
    {
        var tagged = _memory.Remember("Deploy on Tuesday.", "ops", Circumstances.Default with { Tags = ["rule", "ops"] }, "team");
        _memory.Clock.Advance(TimeSpan.FromHours(1));
        var later = _memory.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        var other = _memory.Remember("Deploy on Friday.", "dev", Circumstances.Default with { Provenance = new Provenance(Session: "s1", File: "docs/deploy.md") });

        long[] Ids(RecallFilter filter) => [.. _memory.Ask("deploy", request => request with { Filter = filter }).Select(item => item.Id)];
        Assert.Equal([tagged], Ids(new RecallFilter { Tags = ["rule"] }));
        Assert.Equal([], Ids(new RecallFilter { Tags = ["rule", "nowhere"] }));
        Assert.Equal([tagged], Ids(new RecallFilter { Types = ["team"] }));
        Assert.Equal([other], Ids(new RecallFilter { About = ["dev"] }));
        Assert.Equal([other], Ids(new RecallFilter { Session = "s1" }));
        Assert.Equal([], Ids(new RecallFilter { Session = "s2" }));
        Assert.Equal([other], Ids(new RecallFilter { Source = "docs/deploy.md" }));
        Assert.Equal([], Ids(new RecallFilter { Source = "docs" }));
        Assert.Equal([other], Ids(new RecallFilter { RecordedFromMs = later }));
        Assert.Equal([tagged], Ids(new RecallFilter { RecordedToMs = later }));
    }

    [Fact]
    public void A_fact_outside_its_valid_time_is_left_out_unless_asked_for()
    {
        var now = _memory.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        var past = _memory.Remember("Port is 80.", "web", Circumstances.Default with { Valid = new ValidTime(ValidTime.Beginning, now - 10) });
        var present = _memory.Remember("Port is 443.", "web", Circumstances.Default with { Valid = new ValidTime(now - 10, ValidTime.Open) });

        Assert.Equal(present, Assert.Single(_memory.Ask("port of web")).Id);
        Assert.Equal(past, Assert.Single(_memory.Ask("port of web", request => request with { Filter = new RecallFilter { ValidAtMs = now - 11 } })).Id);
    }

    [Fact]
    public void Nearly_the_same_text_is_shown_once()
    {
        _memory.Remember("Always run the formatter before a commit to main.", "a");
        _memory.Remember("Always run the formatter before the commit to main!", "a");

        Assert.Single(_memory.Ask("formatter commit"));
        Assert.Equal(2, _memory.Ask("formatter commit", request => request with { Components = RecallComponents.All & ~RecallComponents.Distinct }).Length);
    }

    [Fact]
    public void Nearly_the_same_text_is_shown_once_also_when_it_came_later()
    {
        _memory.Remember("Always run the formatter before a commit to main.", "a");
        Assert.Single(_memory.Ask("formatter commit")); // so that the next one stands in a segment of its own
        _memory.Remember("Always run the formatter before the commit to main!", "a");
        Assert.Single(_memory.Ask("formatter commit"));
        _memory.Remember("Never run the formatter on files that are generated.", "c");

        Assert.Equal(2, _memory.Ask("formatter commit").Length);
    }

    [Fact]
    public void An_entity_without_observations_is_found_by_its_name()
    {
        _memory.Do(new CreateEntities([new NewEntity("Zanzibar", "project", [])], Circumstances.Default));

        var item = Assert.Single(_memory.Ask("zanzibar"));

        Assert.Null(item.Fact);
        Assert.Equal(("Zanzibar", "project"), (item.Entity, item.EntityType));
    }

    [Fact]
    public void Han_text_is_found_without_spaces()
    {
        var id = _memory.Remember("金融科技精英论坛的地点是北京。");
        _memory.Remember("新兴产业峰会的规模是三千人。");

        Assert.Equal(id, _memory.Ask("论坛的地点在哪里？")[0].Id);
    }

    [Fact]
    public void A_question_of_stop_words_gets_the_newest_facts()
    {
        _memory.Remember("First.");
        var newest = _memory.Remember("Second.");

        Assert.Equal(newest, _memory.Ask("what is it?")[0].Id);
    }

    [Fact]
    public void Facts_that_no_longer_hold_leave_room_for_the_newest_that_do()
    {
        var now = _memory.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        var holds = _memory.Remember("First.");
        for (var i = 0; i < 3; i++) { _memory.Remember($"Ended {i}.", null, Circumstances.Default with { Valid = new ValidTime(0, now - 1) }); }

        Assert.Equal(holds, Assert.Single(_memory.Ask("what is it?", request => request with { Limit = 2 })).Id);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(RecallRequest.LimitMax + 1)]
    public void A_limit_out_of_range_is_refused_by_name(int limit)
    {
        var result = _memory.Recall.Ask(_memory.WorkspaceId, new RecallRequest("x") { Limit = limit });

        Assert.Equal("limit", Assert.Single(result.Problem!.Fields).Field);
    }
}
