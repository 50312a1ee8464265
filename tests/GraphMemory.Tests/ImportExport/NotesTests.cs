using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport;
using GraphMemory.Server.ImportExport.BasicMemory;
using GraphMemory.Server.ImportExport.Notes;

namespace GraphMemory.Tests.ImportExport;

public sealed class NotesTests : IDisposable
{
    private readonly TransferFixture _memory = new();

    public void Dispose() => _memory.Dispose();

    [Fact]
    public void A_project_of_basic_memory_comes_in_with_its_grammar()
    {
        _memory.File("p/coffee.md", """
            ---
            title: Coffee
            type: drink
            tags: [hot, brew]
            permalink: drinks/coffee
            created: 2025-01-02
            rating: 5
            ---

            # Coffee

            Some prose about [[tea]].

            ## Observations
            - [method] Pour over gives clarity #brewing (from a friend)
            - [00:12:30] a transcript line
            - plain line #tag
            - [ ] buy beans
            - [x] grind

            ## Relations
            - requires [[drinks/tea|Tea]] (sometimes)
            - "is better than" [[Water]]
            - see [[Tea]] and [[Milk]] for more
            """);
        _memory.File("p/drinks/tea.md", "---\ntitle: Green Tea\npermalink: drinks/tea\n---\nwarm\n");
        var path = _memory.PathOf("p");
        var report = _memory.Import((BasicMemoryFormat)MemoryFormats.Choose(MemoryFormats.Create(), null, path).Value, path);
        var facts = _memory.Facts("w", "Coffee").Select(fact => fact.Statement).ToList();

        Assert.Equal(0, report.Rejected);
        Assert.Equal("drink", _memory.Store.Read(_memory.Workspace("w"), read => read.FindEntity("Coffee")!.Type));
        Assert.Equal(
            ["rating: 5", "Some prose about [[tea]].", "Pour over gives clarity #brewing", "[00:12:30] a transcript line", "plain line #tag", "buy beans", "grind", "see [[Tea]] and [[Milk]] for more"],
            facts.Where(fact => fact.Text is not null).Select(fact => fact.Text));
        var method = facts.Single(fact => fact.Text is ['P', 'o', ..]);
        Assert.Equal(["hot", "brew", "brewing"], method.Tags);
        Assert.Equal(
            "category=method context=from a friend section=Observations source_created=2025-01-02T00:00:00.000Z",
            string.Join(' ', method.Metadata.Select(pair => $"{pair.Key}={pair.Value}")));
        Assert.Equal(("coffee.md", "memory://drinks/coffee"), (method.Provenance.File, method.Provenance.Url));
        Assert.Equal(["open", "done"], facts.Where(fact => fact.Metadata.ContainsKey("task")).Select(fact => fact.Metadata["task"]));
        Assert.Equal(
            ["links_to Green Tea", "requires Green Tea (sometimes)", "is better than Water ()", "links_to Milk"],
            Relations("Coffee").Select(text => text.Replace("links_to Green Tea ()", "links_to Green Tea", StringComparison.Ordinal).Replace("links_to Milk ()", "links_to Milk", StringComparison.Ordinal)));
    }

    [Fact]
    public void Notes_of_basic_memory_are_written_as_it_reads_them_and_what_they_cannot_hold_is_told()
    {
        _memory.Do("w", new ImportBatch(
        [
            new ObservationItem(default, "pours\nslowly", new Circumstances
            {
                Tags = ["a b", "slow"], Confidence = 0.5f,
                Metadata = Circumstances.Default.Metadata.Add("category", "method").Add("context", "a friend"),
            }) { About = "Coffee: black", EntityType = "drink" },
            new ObservationItem(default, "hot", Circumstances.Default) { About = "Coffee: black" },
            new RelationItem(default, "Coffee: black", "Tea", "better than", Circumstances.Default),
            new RelationItem(default, "Coffee: black", "Cup", "needs", Circumstances.Default),
        ], ConflictPolicy.Skip));
        var report = _memory.Export(new BasicMemoryFormat(), _memory.PathOf("out"));
        var note = File.ReadAllText(Assert.Single(Directory.GetFiles(_memory.PathOf("out"))));

        Assert.EndsWith("""
            # Coffee: black

            ## Observations
            - [method] pours slowly #slow (a friend)
            - [note] hot

            ## Relations
            - "better than" [[Tea]]
            - needs [[Cup]]

            """, note, StringComparison.Ordinal);
        Assert.StartsWith("---\ntitle: \"Coffee: black\"\ntype: drink\npermalink: coffee--black", note, StringComparison.Ordinal);
        Assert.Equal(
            ["confidences", "generated or undeclared names", "line breaks and blanks", "metadata", "tags with blanks or punctuation", "times of recording"],
            report.Lost.Keys);
        Assert.Equal("basic-memory", MemoryFormats.Choose(MemoryFormats.Create(), null, _memory.PathOf("out")).Value.Name);
        _memory.Import(new BasicMemoryFormat(), _memory.PathOf("out"), "copy");
        Assert.Equal(["pours slowly #slow", "hot"], _memory.Facts("copy", "Coffee: black").Where(fact => fact.Statement.Text is not null).Select(fact => fact.Statement.Text));
    }

    [Fact]
    public void A_folder_of_notes_is_read_block_by_block()
    {
        _memory.File("n/plan.md", "# Plan\n\nfirst line\nsecond line\n\n---\n\n## Steps\n1. one\n   still one\n2. two\n   - nested\n\n```sh\nmake\n\n# no heading\n```\n\n- kind:: [[Idea]]\n");
        _memory.File("n/todo.txt", "\uFEFFwater plants\n\ncall mum\n");
        _memory.File("n/image.png", [0x89, 0x50]);
        var path = _memory.PathOf("n");
        var report = _memory.Import((NotesFormat)MemoryFormats.Choose(MemoryFormats.Create(), null, path).Value, path);

        Assert.Equal(0, report.Rejected);
        Assert.Equal(
            ["first line\nsecond line", "one\n   still one", "two\n   - nested", "```sh\nmake\n\n# no heading\n```"],
            _memory.Facts("w", "plan").Where(fact => fact.Statement.Text is not null).Select(fact => fact.Statement.Text));
        Assert.Equal(["kind Idea ()"], Relations("plan"));
        Assert.Equal(["water plants", "call mum"], _memory.Facts("w", "todo").Select(fact => fact.Statement.Text));
        Assert.Equal("notes", MemoryFormats.Choose(MemoryFormats.Create(), null, _memory.PathOf("n/todo.txt")).Value.Name);
    }

    [Fact]
    public void A_long_text_comes_in_pieces_and_properties_that_link_are_relations()
    {
        var path = _memory.File("long.md", "---\nauthor: \"[[Anna]]\"\nlang: [en, de]\n---\n" + string.Join('\n', Enumerable.Range(0, 400).Select(i => $"x{i:d98}")));
        _memory.Import(new NotesFormat(), path);
        var facts = _memory.Facts("w", "long").Select(fact => fact.Statement).ToList();

        Assert.Equal(["author Anna ()"], Relations("long"));
        Assert.Contains(facts, fact => fact.Text == "lang: en, de");
        Assert.Equal(3, facts.Count(fact => fact.Text?.StartsWith('x') ?? false));
        Assert.All(facts, fact => Assert.True((fact.Text?.Length ?? 0) <= 16_000));
    }

    [Fact]
    public void Prose_is_not_a_damaged_file_of_another_format()
    {
        foreach (var text in new[] { "{\"broken\":", "<x>", "\0binary", "" })
        {
            using var source = ImportSource.At(_memory.File("x", text));
            Assert.Equal(Likeness.None, new NotesFormat().LikenessOf(new SourceSample(source)));
        }
    }

    private List<string> Relations(string entity) => _memory.Store.Read(_memory.Workspace("w"), read => read.FactsOf(read.FindEntity(entity)!.Id)
        .Where(fact => fact.Statement.Kind == FactKind.Relation)
        .Select(fact => $"{fact.Statement.Predicate} {read.Entity(fact.Statement.ObjectId!.Value)!.Name} ({fact.Statement.Metadata.GetValueOrDefault("context")})").ToList());
}
