using GraphMemory.Engine.Care;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Tests.Graph;

namespace GraphMemory.Tests.Care;

public sealed class DuplicatesTests : IDisposable
{
    private readonly MemoryFixture _memory = new();
    private readonly CareQueries _care;

    public DuplicatesTests() => _care = new CareQueries(_memory.Store);

    public void Dispose() => _memory.Dispose();

    [Theory]
    [InlineData("OrderService", "order_service", DuplicateKind.Exact, 1.0)]
    [InlineData("Müller", "Muller", DuplicateKind.Exact, 1.0)]
    [InlineData("nightly build", "nightly builds", DuplicateKind.Alias, 0.85)]
    [InlineData("app config", "app configuration", DuplicateKind.Alias, 0.85)]
    [InlineData("OrderService", "OrderServices", DuplicateKind.Alias, 0.7)]
    [InlineData("Application Programming Interface", "API", DuplicateKind.Alias, 0.75)]
    [InlineData("src/api/Orders.cs", "api/Orders.cs", DuplicateKind.Alias, 0.8)]
    [InlineData("src/api/Orders.cs", "Orders.cs", DuplicateKind.Alias, 0.8)]
    public void Names_that_say_the_same_are_found_with_the_reason(string one, string other, DuplicateKind kind, double score)
    {
        Declare(one, "thing");
        Declare(other, "thing");
        Declare("something else", "thing");

        var pair = Assert.Single(_care.DuplicateEntities(_memory.Workspace, 0.7, 10).Items);

        Assert.Equal((kind, score), (pair.Kind, pair.Score));
        Assert.Equal([one, other], ((string[])[pair.Keep.Name, pair.Merge.Name]).OrderBy(name => name != one));
        Assert.NotEmpty(pair.Reason);
        Assert.Equal(score >= 0.8 ? 1 : 0, _care.DuplicateEntities(_memory.Workspace, CareQueries.ThresholdDefault, 10).Total);
    }

    [Theory]
    [InlineData("C", "C#")]
    [InlineData("order 1", "order 2")]
    [InlineData("src/a/Run.cs", "src/b/Run.cs")]
    [InlineData("OAuth", "Auth")]
    [InlineData("API", "AIP")]
    public void Names_of_other_things_are_not(string one, string other)
    {
        Declare(one, "thing");
        Declare(other, "thing");

        Assert.Empty(_care.DuplicateEntities(_memory.Workspace, 0.5, 10).Items);
    }

    [Fact]
    public void The_end_of_two_paths_is_neither()
    {
        foreach (var name in (string[])["src/a/Run.cs", "src/b/Run.cs", "Run.cs"]) { Declare(name, "file"); }

        Assert.Empty(_care.DuplicateEntities(_memory.Workspace, 0.5, 10).Items);
    }

    [Fact]
    public void One_spelling_of_two_types_is_less_sure_and_the_one_with_more_facts_stays()
    {
        Declare("Mercury", "planet");
        Declare("mercury", "metal");
        _memory.Remember("mercury", "Is liquid");

        var pair = Assert.Single(_care.DuplicateEntities(_memory.Workspace, 0.8, 10).Items);

        Assert.Equal((0.9, "mercury", 1), (pair.Score, pair.Keep.Name, pair.Keep.Facts));
    }

    [Fact]
    public void A_recorded_alias_and_a_recorded_difference_are_believed()
    {
        Declare("Bob", "person");
        Declare("Robert Miller", "person");
        Declare("rob", "person");
        Declare("Rob", "person");
        _memory.Link("Bob", "also_known_as", "Robert Miller");
        Assert.Equal(2, _care.DuplicateEntities(_memory.Workspace, 0.8, 10).Total);

        _memory.Run(new KeepApart("rob", "Rob", Circumstances.Default));

        var pair = Assert.Single(_care.DuplicateEntities(_memory.Workspace, 0.8, 10).Items);
        Assert.Equal((0.95, "Bob"), (pair.Score, pair.Keep.Name));
        Assert.Equal(GraphProblems.EntityNotFound, _memory.Try(new KeepApart("Bob", "nobody", Circumstances.Default)).Problem!.Code);
        Assert.Equal(GraphProblems.EntityNotFound, _memory.Try(new KeepApart("nobody", "Bob", Circumstances.Default)).Problem!.Code);
    }

    [Fact]
    public void Entities_of_which_the_same_is_said_are_found_unless_a_number_or_a_type_tells_them_apart()
    {
        const string text = "Handles login, issues access tokens and refreshes sessions for every customer application";
        foreach (var (name, type) in ((string, string)[])[("login backend", "service"), ("auth", "service"), ("auth 2", "service"), ("auth library", "package")])
        {
            _memory.Run(new Remember([new(text, name, type, Circumstances.Default)]));
        }

        var pair = Assert.Single(_care.DuplicateEntities(_memory.Workspace, 0.75, 10).Items);

        Assert.Equal(DuplicateKind.Similar, pair.Kind);
        Assert.Equal(["auth", "login backend"], ((string[])[pair.Keep.Name, pair.Merge.Name]).Order(StringComparer.Ordinal));
        Assert.InRange(pair.Score, 0.75, 0.95);
    }

    [Fact]
    public void Closed_entities_and_notes_are_no_duplicates_and_a_merge_settles_its_pair()
    {
        Declare("web", "t");
        Declare("Web", "t");
        Declare("WEB", "t");
        _memory.Run(new DeleteEntities(["WEB"]));
        Assert.Equal(1, _care.DuplicateEntities(_memory.Workspace, 0.8, 10).Total);
        _memory.Run(new MergeEntities("Web", "web"));
        Assert.Equal(0, _care.DuplicateEntities(_memory.Workspace, 0.8, 10).Total);
    }

    [Fact]
    public void Observations_in_other_words_are_found_the_surer_stays()
    {
        var first = _memory.Remember("api", "The service listens on port 8080 by default", new() { Confidence = 0.5f }).FactId;
        var second = _memory.Remember("api", "By default, the service is listening on the port 8080").FactId;
        _memory.Remember("api", "The service listens on port 8081 by default");
        _memory.Remember("api", "The service does not listen on port 8080 by default");
        _memory.Remember("web", "The service listens on port 8080 by default");
        var (note, other) = (_memory.Remember(null, "Deploy on Tuesdays after lunch").FactId, _memory.Remember(null, "deploy on tuesdays, after lunch!").FactId);

        var found = _care.DuplicateObservations(_memory.Workspace, 0.8, 10);

        Assert.Equal([(second, first), (other, note)], found.Items.Select(pair => (pair.Keep.Fact.Id, pair.Forget.Fact.Id)));
        Assert.All(found.Items, pair => Assert.Equal(1, pair.Score));
    }

    [Fact]
    public void Blocks_find_what_comparing_each_with_each_finds()
    {
        var random = new Random(11);
        string[] words = [.. Enumerable.Range(0, 400).Select(i => $"w{(char)('a' + (i % 26))}{(char)('a' + (i / 26))}x")];
        var texts = new List<string>();
        for (var i = 0; i < 150; i++)
        {
            var text = Enumerable.Range(0, 14).Select(_ => words[random.Next(words.Length)]).ToArray();
            texts.Add(string.Join(' ', text));
            for (var copy = 0; copy < 2; copy++)
            {
                var changed = text.ToArray();
                for (var change = random.Next(4); change > 0; change--) { changed[random.Next(14)] = words[random.Next(words.Length)]; }
                texts.Add(string.Join(' ', changed));
            }
        }

        texts = [.. texts.Distinct()];
        _memory.Run(new Remember([.. texts.Select(text => new NewObservation(text, "one", null, Circumstances.Default))]));
        var expected = (from i in Enumerable.Range(0, texts.Count) from j in Enumerable.Range(i + 1, texts.Count - i - 1) where Jaccard(texts[i], texts[j]) >= 0.7 select (texts[i], texts[j])).ToHashSet();

        var found = _care.DuplicateObservations(_memory.Workspace, 0.7, CareQueries.CountMax).Items
            .Select(pair => (pair.Forget.Fact.Statement.Text!, pair.Keep.Fact.Statement.Text!)).ToHashSet();

        Assert.NotEmpty(expected);
        Assert.True(found.IsSubsetOf(expected)); // what is found was compared exactly
        Assert.InRange(found.Count / (double)expected.Count, 0.97, 1);
    }

    [Fact]
    public void What_is_not_shown_is_counted()
    {
        for (var i = 0; i < 5; i++)
        {
            Declare($"thing {(char)('a' + i)}", "t");
            Declare($"THING {(char)('a' + i)}", "t");
        }

        var found = _care.DuplicateEntities(_memory.Workspace, 0.8, 2);
        Assert.Equal((2, 5), (found.Items.Length, found.Total));
    }

    private void Declare(string name, string type) => _memory.Run(new CreateEntities([new(name, type, [])], Circumstances.Default));

    private static double Jaccard(string a, string b)
    {
        var (x, y) = (a.Split(' ').ToHashSet(), b.Split(' ').ToHashSet());
        return x.Intersect(y).Count() / (double)x.Union(y).Count();
    }
}
