using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Engine.Retrieval;

namespace GraphMemory.Tests.Vectors;

public sealed class VectorRecallTests : IDisposable
{
    private readonly VectorFixture _fixture = new();

    public VectorRecallTests()
    {
        _fixture.Memory.Remember("The automobile of the director is crimson");
        _fixture.Memory.Remember("Deployments happen on Friday afternoon", about: "release train");
        _fixture.Memory.Remember("The parser was rewritten by hand", about: "compiler");
        _fixture.Memory.Remember("Lunch is at noon");
        _fixture.Memory.Remember("The cellar has three rooms");
    }

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void A_text_is_found_by_its_meaning_without_sharing_a_word()
    {
        Assert.DoesNotContain("The automobile of the director is crimson", _fixture.Texts("scarlet car"));
        _fixture.Follow();

        var found = _fixture.Ask("scarlet car").Items[0];

        Assert.Equal("The automobile of the director is crimson", found.Fact!.Fact.Statement.Text);
        Assert.True(found.Proof.Vector > 0);
        Assert.InRange(found.Proof.Similarity!.Value, 0.3, 1);
        Assert.Equal(0, found.Proof.Text);
    }

    [Fact]
    public void Switched_off_the_vectors_change_nothing()
    {
        _fixture.Follow();
        foreach (var query in (string[])["scarlet car", "parser rewritten", "when do deployments happen", "\"the cellar\"", ""])
        {
            var without = _fixture.Memory.Ask(query);
            var off = _fixture.Ask(query, request => request with { Components = RecallComponents.All & ~RecallComponents.Vector });
            Assert.Equal(without.Select(item => (item.Id, item.Score)), off.Items.Select(item => (item.Id, item.Score)));
            Assert.Empty(off.Notes);
        }
    }

    [Fact]
    public void A_text_that_words_and_vector_find_stands_above_one_that_only_the_words_find()
    {
        _fixture.Memory.Remember("The red pencil of the car park attendant lies there since the year before last and nobody asks for it any more");
        _fixture.Memory.Remember("The car is red");
        _fixture.Follow();

        Assert.Equal("The car is red", _fixture.Texts("the red car")[0]);
    }

    [Fact]
    public void Vectors_alone_rank_by_similarity()
    {
        _fixture.Follow();

        var items = _fixture.Ask("physician parser hand rewritten", request => request with { Components = RecallComponents.Vector }).Items;

        Assert.Equal("The parser was rewritten by hand", items[0].Fact!.Fact.Statement.Text);
        Assert.Equal(items.OrderByDescending(item => item.Score), items);
    }

    [Fact]
    public void A_similar_name_leads_to_what_is_said_about_it()
    {
        _fixture.Memory.Remember("Opens at nine", about: "physician");
        _fixture.Follow();

        Assert.Contains("Opens at nine", _fixture.Texts("doctor"));
    }

    [Fact]
    public void An_entity_that_nothing_is_said_about_is_found_by_its_name()
    {
        _fixture.Memory.Do(new CreateEntities([new NewEntity("physician", "person", [])], Circumstances.Default));
        _fixture.Follow();

        Assert.Contains(_fixture.Ask("doctor").Items, item => item is { Entity: "physician", Fact: null });
    }

    [Fact]
    public void What_is_closed_or_filtered_out_is_no_answer()
    {
        var tagged = _fixture.Memory.Remember("The vehicle is parked outside", circumstances: Circumstances.Default with { Tags = ["garage"] });
        var closed = _fixture.Memory.Remember("The vehicle is scarlet");
        _fixture.Follow();
        Assert.Contains("The vehicle is scarlet", _fixture.Texts("crimson car"));
        _fixture.Memory.Do(new Forget([closed], []));

        Assert.DoesNotContain("The vehicle is scarlet", _fixture.Texts("crimson car"));
        var filtered = _fixture.Ask("crimson car", request => request with { Filter = RecallFilter.None with { Tags = ["garage"] } }).Items;
        Assert.Equal([tagged], filtered.Select(item => item.Id));
        Assert.Empty(_fixture.Texts("crimson car", request => request with { Filter = RecallFilter.None with { Types = ["nothing"] } }));
    }

    [Fact]
    public void A_quotation_holds_its_words_whatever_is_similar()
    {
        _fixture.Follow();
        Assert.Empty(_fixture.Texts("\"scarlet car\""));
    }

    [Fact]
    public void A_context_says_what_took_no_part()
    {
        var packed = new ContextPacker(_fixture.Recall).Pack(_fixture.Memory.WorkspaceId, new ContextRequest("deployments")).Value;
        Assert.Contains("test first has made no vectors yet", Assert.Single(packed.Notes), StringComparison.Ordinal);
    }
}
