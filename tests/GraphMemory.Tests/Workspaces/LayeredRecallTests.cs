using CsCheck;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Engine.Retrieval;
using GraphMemory.Engine.Retrieval.Index;
using GraphMemory.Engine.Workspaces;
using GraphMemory.Tests.Graph;

namespace GraphMemory.Tests.Workspaces;

public sealed class LayeredRecallTests : IDisposable
{
    private readonly MemoryFixture _memory = new();
    private readonly TestFolder _folder = new();
    private readonly Recall _recall;
    private readonly LayeredRecall _layered;

    public LayeredRecallTests()
    {
        _recall = new Recall(_memory.Store, _memory.Clock, _folder.Path, new IndexOptions());
        _layered = new LayeredRecall(_memory.Store, _recall, new ContextPacker(_recall), Layers.Both);
    }

    public void Dispose()
    {
        _memory.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void What_holds_for_the_user_everywhere_is_found_from_a_project_and_says_where_it_stands()
    {
        Keep("project", ("release", "the release is cut from main on Thursdays"));
        Keep("user", ("style", "commit messages of a release are written in English"));

        var answer = Ask("project", "who cuts the release");

        Assert.Equal("project", answer.Workspace);
        Assert.Equal([("project", "release"), ("user", "style")], answer.Items.Select(item => (item.Workspace, item.Entity)));
        Assert.True(answer.Items[0].Score > answer.Items[1].Score);
    }

    [Fact]
    public void The_better_answer_comes_first_whichever_layer_it_stands_in()
    {
        Keep("project", ("a", "the parser reads tokens"), ("b", "the lexer makes tokens"), ("c", "tabs in the grammar file are an error"));
        Keep("user", ("d", "prefers tabs over spaces for indentation"));

        var answer = Ask("project", "tabs or spaces for indentation");

        Assert.Equal(["d", "c"], answer.Items.Select(item => item.Entity));
    }

    [Fact]
    public void A_small_layer_with_a_weak_hit_does_not_push_good_answers_aside()
    {
        Keep("project", [.. Enumerable.Range(0, 10).Select(i => ($"e{i}", $"deploy step {i} of the payment service runs script number {i}"))]);
        Keep("user", ("z", "likes to be greeted when a service call begins"));

        var answer = Ask("project", "deploy script of the payment service", limit: 10);

        Assert.All(answer.Items, item => Assert.Equal("project", item.Workspace));
    }

    [Fact]
    public void Layers_are_asked_as_the_question_says()
    {
        Keep("project", ("p", "coffee is in the project"));
        Keep("user", ("u", "coffee is for the user"));

        Assert.Equal(["p", "u"], Found(Layers.Both));
        Assert.Equal(["p"], Found(Layers.Workspace));
        Assert.Equal(["u"], Found(Layers.User));
        Assert.Equal([], Found(Layers.None));
        Assert.Equal(["u"], Ask("user", "coffee").Items.Select(item => item.Entity));
        Assert.Equal(["p"], _layered.Ask(Id("project"), new("coffee") { Filter = RecallFilter.None with { AsOfSeq = 100 } }).Value.Items.Select(item => item.Entity));

        string[] Found(Layers layers) => [.. _layered.Ask(Id("project"), new("coffee"), layers).Value.Items.Select(item => item.Entity).Order()];
    }

    [Fact]
    public void A_text_that_both_layers_hold_is_shown_once_and_is_the_projects()
    {
        Keep("project", ("build", "the build needs version ten of the toolkit"));
        Keep("user", ("build", "the build needs version ten of the toolkit"));

        Assert.Equal("project", Assert.Single(Ask("project", "which toolkit does the build need").Items).Workspace);
    }

    [Fact]
    public void A_question_without_a_telling_word_gets_the_newest_of_all_layers()
    {
        Keep("project", ("p", "first"));
        _memory.Clock.Advance(TimeSpan.FromMinutes(1));
        Keep("user", ("u", "second"));
        _memory.Clock.Advance(TimeSpan.FromMinutes(1));
        Keep("project", ("q", "third"));

        var items = Ask("project", "what is there").Items;

        Assert.Equal(["q", "u", "p"], items.Select(item => item.Entity));
        Assert.Equal(items.Select(item => item.Score).OrderDescending(), items.Select(item => item.Score));
    }

    [Fact]
    public void One_budget_holds_the_facts_of_both_layers_and_tells_them_apart()
    {
        Keep("project", ("p", "the deploy script lives in tools"));
        Keep("user", ("u", "wants to see a plan before a deploy"));

        var context = _layered.Pack(Id("project"), new ContextRequest("deploy the service") { BudgetTokens = 200 }).Value;

        Assert.Contains("- [2] p: the deploy script", context.Text, StringComparison.Ordinal);
        Assert.Contains("- [user 2] u: wants to see", context.Text, StringComparison.Ordinal);
        Assert.InRange(context.TokensUsed, 1, 200);
        Assert.Equal("project", context.Workspace);
    }

    [Fact]
    public void Filters_and_phrases_hold_in_every_layer()
    {
        Keep("project", ("p", "red apples and green pears"));
        Keep("user", ("u", "green apples"), ("v", "apples of green colour"));

        Assert.Equal(["u"], Ask("project", "\"green apples\"").Items.Select(item => item.Entity));
        Assert.Equal(["v"], _layered.Ask(Id("project"), new("apples") { Filter = RecallFilter.None with { About = ["v"] } }).Value.Items.Select(item => item.Entity));
    }

    /// <summary>The oracle: the same facts in one workspace. Entities of the two layers have nothing to do with each other there either.</summary>
    [Fact]
    public void Two_layers_rank_as_one_memory_that_holds_the_facts_of_both()
    {
        string[] words = ["alpha", "beta", "gamma", "delta", "omega", "sigma", "kappa", "theta", "lambda", "rho"];
        var word = Gen.Int[0, words.Length - 1].Select(i => words[i]);
        var text = word.Array[2, 9].Select(chosen => string.Join(' ', chosen));
        var facts = Gen.Select(text, Gen.Bool, Gen.Int[0, 5]).Array[3, 16];
        var round = 0;
        Gen.Select(facts, word.Array[1, 4]).Sample((given, query) =>
        {
            var distinct = given.DistinctBy(fact => fact.Item1).ToList();
            var name = $"r{round++}";
            var (joint, project, user) = (Id(name + "joint"), Id(name + "project"), Id(name + "user"));
            foreach (var (content, isUser, entity) in distinct)
            {
                var about = $"{(isUser ? "u" : "p")}{entity}";
                Keep(joint, about, content);
                Keep(isUser ? user : project, about, content);
            }

            // Repetitions are dropped layer by layer; which of two near equals stays is not what is compared here.
            var request = new RecallRequest(string.Join(' ', query)) { Limit = 200, Components = RecallComponents.All & ~RecallComponents.Distinct };
            var expected = Scores(_recall.Ask(joint, request).Value);
            var actual = Scores(_recall.Ask([project, user], request).Value);

            Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), actual.Keys.Order(StringComparer.Ordinal));
            Assert.All(expected, pair => Assert.Equal(pair.Value, actual[pair.Key], 3e-4 + (0.01 * pair.Value)));
        }, iter: 60, threads: 1);
    }

    private static Dictionary<string, double> Scores(RecallResult result) =>
        result.Items.ToDictionary(item => item.Fact is { } fact ? $"{item.Entity}: {fact.Fact.Statement.Text}" : item.Entity, item => item.Score, StringComparer.Ordinal);

    private RecallResult Ask(string workspace, string query, int limit = 10) => _layered.Ask(Id(workspace), new RecallRequest(query) { Limit = limit }).Value;

    private void Keep(string workspace, params (string About, string Text)[] facts)
    {
        foreach (var (about, text) in facts) { Keep(Id(workspace), about, text); }
    }

    private void Keep(long workspace, string about, string text) => Assert.True(_memory.Commands.ExecuteAsync(
        workspace, new Remember([new NewObservation(text, about, null, Circumstances.Default)]), CancellationToken.None).GetAwaiter().GetResult().IsSuccess);

    private long Id(string workspace) => _memory.Store.OpenWorkspaceAsync(workspace, CancellationToken.None).GetAwaiter().GetResult().Value.Id;
}
